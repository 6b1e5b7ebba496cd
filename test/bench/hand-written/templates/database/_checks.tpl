{{- define "slipway.checks.database" }}
{{- with .Values.database }}
{{- if ne .mode "none" }}
{{- include "slipway.checkStoreSecret" (dict "root" $ "component" "database" "what" "passwords of the database") }}
{{- end }}
{{- include "slipway.checkNoSecret" (dict "root" $ "value" .passwords "at" "database.passwords" "example" "database.existingSecret: slipway-database") }}
{{- $users := list "migrator" "app" "mlflow" }}
{{- if eq .mode "embedded" }}
{{- $users = concat $users (list "postgres" "backup" "monitor") }}
{{- end }}
{{- include "slipway.checkPasswords" (dict "store" . "at" "database" "users" $users "why" "others have a password here: this user would have none") }}
{{- if eq .mode "external" }}
{{- if not .external.host }}
- database.external.host: is empty, but database.mode is external. For example: host: postgres.example.com
{{- end }}
{{- if and (eq .external.sslMode "verify-ca") (not .external.caSecret) }}
- database.external.caSecret: is empty, but sslMode verify-ca needs the certificate of the authority; verify-full also takes public ones. For example: caSecret: postgres-ca
{{- end }}
{{- include "slipway.checkPeer" (dict "root" $ "address" .external.host "at" "database.external.host" "peer" "database") }}
{{- end }}
{{- end }}
{{- end }}
