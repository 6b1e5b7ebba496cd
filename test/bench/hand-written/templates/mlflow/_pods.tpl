{{/*
Settings of the command line of MLflow, for the server and for its clean-up.
*/}}
{{- define "slipway.mlflowCommandSettings" -}}
{{- $s3 := .Values.mlflow.artifacts.s3 -}}
HOME: /tmp
{{- with include "slipway.database" . | fromYaml }}
PGHOST: {{ .host | quote }}
PGPORT: {{ .port | quote }}
PGUSER: mlflow
PGSSLMODE: {{ .sslMode | quote }}
{{- if .caSecret }}
PGSSLROOTCERT: /var/run/secrets/slipway/database-ca/ca.crt
{{- end }}
{{- end }}
MLFLOW_BACKEND_STORE_URI: postgresql+psycopg2:///mlflow
MLFLOW_ARTIFACTS_DESTINATION: {{ include "slipway.artifacts" . | quote }}
MLFLOW_TRACKING_USERNAME: admin
{{- with $s3.endpoint }}
MLFLOW_S3_ENDPOINT_URL: {{ . | quote }}
{{- end }}
{{- with $s3.region }}
AWS_DEFAULT_REGION: {{ . | quote }}
{{- end }}
{{- if $s3.existingSecret }}
AWS_SHARED_CREDENTIALS_FILE: /var/run/secrets/slipway/s3/credentials
{{- end }}
MLFLOW_DISABLE_TELEMETRY: "true"
GIT_PYTHON_REFRESH: quiet
{{- end }}

{{/*
Where models and other files are kept.
*/}}
{{- define "slipway.artifacts" -}}
{{- ternary "/var/lib/mlflow" .Values.mlflow.artifacts.s3.uri (eq .Values.mlflow.artifacts.store "volume") }}
{{- end }}

{{/*
What every container with that command line mounts.
*/}}
{{- define "slipway.mlflowMounts" -}}
- name: tmp
  mountPath: /tmp
- name: config
  mountPath: /etc/slipway
  readOnly: true
- name: login
  mountPath: /var/run/secrets/slipway/login
  readOnly: true
{{ include "slipway.databaseMounts" . }}
{{- if .Values.mlflow.artifacts.s3.existingSecret }}
- name: s3
  mountPath: /var/run/secrets/slipway/s3
  readOnly: true
{{- end }}
{{- end }}

{{/*
The volumes of those mounts, but for `tmp`.
*/}}
{{- define "slipway.mlflowVolumes" -}}
- name: config
  configMap:
    name: {{ include "slipway.fullname" . }}-mlflow-files
- name: login
  secret:
    secretName: {{ include "slipway.secretName" (dict "root" . "component" "mlflow") | quote }}
    items:
      - key: admin
        path: admin
      - key: session
        path: session
{{ include "slipway.databaseVolumes" (dict "root" . "user" "mlflow") }}
{{- with .Values.mlflow.artifacts.s3 }}
{{- if .existingSecret }}
- name: s3
  secret:
    secretName: {{ .existingSecret | quote }}
    items:
      - key: {{ .credentialsKey | quote }}
        path: credentials
{{- end }}
{{- end }}
{{- end }}
