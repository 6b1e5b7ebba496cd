{{- /* Generated from src/platform/links/database.ts: change it there, then run `npm run build`. */ -}}

{{/* The settings with which the API and its programs connect to the database as a user. Call it with (dict "root" $ "user" …). */}}
{{- define "slipway.databaseSettings" -}}
- name: SLIPWAY_DATABASE_HOST
  {{- if eq .root.Values.database.mode "embedded" }}
  value: {{ include "slipway.fullname" .root }}-database
  {{- else }}
  value: {{ .root.Values.database.external.host | quote }}
  {{- end }}
- name: SLIPWAY_DATABASE_PORT
  value: {{ ternary 5432 .root.Values.database.external.port (eq .root.Values.database.mode "embedded") | int64 | quote }}
- name: SLIPWAY_DATABASE_NAME
  value: {{ .root.Values.database.name | quote }}
- name: SLIPWAY_DATABASE_USER
  value: {{ .user | quote }}
- name: SLIPWAY_DATABASE_SSL_MODE
  {{- if eq .root.Values.database.mode "embedded" }}
  value: {{ ternary "verify-full" "disable" (not (empty .root.Values.database.tls.existingSecret)) | quote }}
  {{- else }}
  value: {{ .root.Values.database.external.sslMode | quote }}
  {{- end }}
{{- if ternary .root.Values.database.tls.existingSecret .root.Values.database.external.caSecret (eq .root.Values.database.mode "embedded") }}
- name: SLIPWAY_DATABASE_SSL_ROOT_CERT_FILE
  value: /var/run/secrets/slipway/database-ca/ca.crt
{{- end }}
- name: SLIPWAY_DATABASE_PASSWORD_FILE
  value: {{ printf "/var/run/secrets/slipway/database/%s" .user | quote }}
{{- end }}

{{/* What a user needs to connect to the database: the password, and the certificate that proves the server. Call it with (dict "root" $ "user" …). */}}
{{- define "slipway.databaseVolumes" -}}
- name: database
  secret:
    secretName: {{ .root.Values.database.existingSecret | default (printf "%s-database" (include "slipway.fullname" .root)) | quote }}
    items:
      - key: {{ .user | quote }}
        path: {{ .user | quote }}
{{- if ternary .root.Values.database.tls.existingSecret .root.Values.database.external.caSecret (eq .root.Values.database.mode "embedded") }}
- name: database-ca
  secret:
    {{- if eq .root.Values.database.mode "embedded" }}
    secretName: {{ .root.Values.database.tls.existingSecret | quote }}
    {{- else }}
    secretName: {{ .root.Values.database.external.caSecret | quote }}
    {{- end }}
    items:
      -
        {{- if eq .root.Values.database.mode "embedded" }}
        key: ca.crt
        {{- else }}
        key: {{ .root.Values.database.external.caKey | quote }}
        {{- end }}
        path: ca.crt
{{- end }}
{{- end }}

{{/* Where a container sees slipway.databaseVolumes. */}}
{{- define "slipway.databaseMounts" -}}
- name: database
  mountPath: /var/run/secrets/slipway/database
  readOnly: true
{{- if ternary .Values.database.tls.existingSecret .Values.database.external.caSecret (eq .Values.database.mode "embedded") }}
- name: database-ca
  mountPath: /var/run/secrets/slipway/database-ca
  readOnly: true
{{- end }}
{{- end }}
