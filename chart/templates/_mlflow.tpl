{{- /* Generated from these files: change it there, then run `npm run build`.
  src/platform/links/mlflow.ts
  src/platform/links/mlflow-server.ts
*/ -}}

{{/* The settings with which the API and its programs reach the registry. */}}
{{- define "slipway.mlflowSettings" -}}
- name: MLFLOW_TRACKING_URI
  {{- if eq .Values.mlflow.mode "embedded" }}
  value: {{ printf "http://%s-mlflow:5000" (include "slipway.fullname" .) | quote }}
  {{- else }}
  value: {{ .Values.mlflow.external.trackingUri | quote }}
  {{- end }}
{{- if or (eq .Values.mlflow.mode "embedded") (and (eq .Values.mlflow.mode "external") .Values.mlflow.external.existingSecret) }}
- name: MLFLOW_TRACKING_USERNAME
  {{- if eq .Values.mlflow.mode "embedded" }}
  value: admin
  {{- else }}
  value: {{ .Values.mlflow.external.user | quote }}
  {{- end }}
- name: SLIPWAY_MLFLOW_PASSWORD_FILE
  value: /var/run/secrets/slipway/mlflow/password
{{- end }}
{{- end }}

{{/* The password with which the API and its programs reach the registry. */}}
{{- define "slipway.mlflowVolumes" -}}
{{- if or (eq .Values.mlflow.mode "embedded") (and (eq .Values.mlflow.mode "external") .Values.mlflow.external.existingSecret) }}
- name: mlflow
  secret:
    {{- if eq .Values.mlflow.mode "embedded" }}
    secretName: {{ .Values.mlflow.existingSecret | default (printf "%s-mlflow" (include "slipway.fullname" .)) | quote }}
    {{- else }}
    secretName: {{ .Values.mlflow.external.existingSecret | quote }}
    {{- end }}
    items:
      -
        {{- if eq .Values.mlflow.mode "embedded" }}
        key: admin
        {{- else }}
        key: {{ .Values.mlflow.external.passwordKey | quote }}
        {{- end }}
        path: password
{{- end }}
{{- end }}

{{/* Where a container sees slipway.mlflowVolumes. */}}
{{- define "slipway.mlflowMounts" -}}
{{- if or (eq .Values.mlflow.mode "embedded") (and (eq .Values.mlflow.mode "external") .Values.mlflow.external.existingSecret) }}
- name: mlflow
  mountPath: /var/run/secrets/slipway/mlflow
  readOnly: true
{{- end }}
{{- end }}

{{/* Settings of the MLflow server and of everything that works on its stores. */}}
{{- define "slipway.mlflowServerSettings" -}}
- name: HOME
  value: /tmp
- name: PGHOST
  {{- if eq .Values.database.mode "embedded" }}
  value: {{ include "slipway.fullname" . }}-database
  {{- else }}
  value: {{ .Values.database.external.host | quote }}
  {{- end }}
- name: PGPORT
  value: {{ ternary 5432 .Values.database.external.port (eq .Values.database.mode "embedded") | int64 | quote }}
- name: PGUSER
  value: mlflow
- name: PGSSLMODE
  {{- if eq .Values.database.mode "embedded" }}
  value: {{ ternary "verify-full" "disable" (not (empty .Values.database.tls.existingSecret)) | quote }}
  {{- else }}
  value: {{ .Values.database.external.sslMode | quote }}
  {{- end }}
{{- if ternary .Values.database.tls.existingSecret .Values.database.external.caSecret (eq .Values.database.mode "embedded") }}
- name: PGSSLROOTCERT
  value: /var/run/secrets/slipway/database-ca/ca.crt
{{- end }}
- name: MLFLOW_BACKEND_STORE_URI
  value: "postgresql+psycopg2:///mlflow"
- name: MLFLOW_ARTIFACTS_DESTINATION
  {{- if eq .Values.mlflow.artifacts.store "volume" }}
  value: /var/lib/mlflow
  {{- else }}
  value: {{ .Values.mlflow.artifacts.s3.uri | quote }}
  {{- end }}
- name: MLFLOW_TRACKING_USERNAME
  value: admin
{{- if .Values.mlflow.artifacts.s3.endpoint }}
- name: MLFLOW_S3_ENDPOINT_URL
  value: {{ .Values.mlflow.artifacts.s3.endpoint | quote }}
{{- end }}
{{- if .Values.mlflow.artifacts.s3.region }}
- name: AWS_DEFAULT_REGION
  value: {{ .Values.mlflow.artifacts.s3.region | quote }}
{{- end }}
{{- if .Values.mlflow.artifacts.s3.existingSecret }}
- name: AWS_SHARED_CREDENTIALS_FILE
  value: /var/run/secrets/slipway/s3/credentials
{{- end }}
- name: MLFLOW_DISABLE_TELEMETRY
  value: "true"
- name: GIT_PYTHON_REFRESH
  value: quiet
{{- end }}

{{/* The files of the MLflow server and of everything that works on its stores. */}}
{{- define "slipway.mlflowServerVolumes" -}}
- name: config
  configMap:
    name: {{ include "slipway.fullname" . }}-mlflow-files
- name: login
  secret:
    secretName: {{ .Values.mlflow.existingSecret | default (printf "%s-mlflow" (include "slipway.fullname" .)) | quote }}
    items:
      - key: admin
        path: admin
      - key: session
        path: session
{{- include "slipway.databaseVolumes" (dict "root" . "user" "mlflow") | nindent 0 }}
{{- if .Values.mlflow.artifacts.s3.existingSecret }}
- name: s3
  secret:
    secretName: {{ .Values.mlflow.artifacts.s3.existingSecret | quote }}
    items:
      - key: {{ .Values.mlflow.artifacts.s3.credentialsKey | quote }}
        path: credentials
{{- end }}
{{- end }}

{{/* Where a container sees slipway.mlflowServerVolumes. */}}
{{- define "slipway.mlflowServerMounts" -}}
- name: config
  mountPath: /etc/slipway
  readOnly: true
- name: login
  mountPath: /var/run/secrets/slipway/login
  readOnly: true
{{- include "slipway.databaseMounts" . | nindent 0 }}
{{- if .Values.mlflow.artifacts.s3.existingSecret }}
- name: s3
  mountPath: /var/run/secrets/slipway/s3
  readOnly: true
{{- end }}
{{- end }}
