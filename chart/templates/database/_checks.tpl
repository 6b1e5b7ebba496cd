{{- /* Generated from src/platform/components/database/assertions.ts: change it there, then run `npm run build`. */ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "slipway.database.checks" -}}
{{- if and (eq .Values.profile "production") (ne .Values.database.mode "none") (not .Values.database.existingSecret) }}
- key: database.existingSecret
  problem: "is empty, but production needs a Secret with the passwords of the database."
  example: {{ printf "npx slipway secrets %s -f values.yaml -n %s | kubectl create -f -" .Release.Name .Release.Namespace | quote }}
{{- end }}
{{- if and (eq .Values.profile "production") .Values.database.passwords }}
- key: database.passwords
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "database.existingSecret: slipway-database"
{{- end }}
{{- range $user := list "migrator" "app" "mlflow" }}
{{- if and (not $.Values.database.existingSecret) $.Values.database.passwords (not (hasKey $.Values.database.passwords $user)) }}
- key: database.passwords.{{ $user }}
  problem: "is missing, but others have a password here: this user would have none."
  example: {{ printf "%s: at-least-twelve-characters" $user | quote }}
{{- end }}
{{- end }}
{{- range $user := list "postgres" "backup" "monitor" }}
{{- if and (eq $.Values.database.mode "embedded") (not $.Values.database.existingSecret) $.Values.database.passwords
    (not (hasKey $.Values.database.passwords $user)) }}
- key: database.passwords.{{ $user }}
  problem: "is missing, but others have a password here: this user would have none."
  example: {{ printf "%s: at-least-twelve-characters" $user | quote }}
{{- end }}
{{- end }}
{{- if and (eq .Values.database.mode "external") (not .Values.database.external.host) }}
- key: database.external.host
  problem: "is empty, but database.mode is external."
  example: "host: postgres.example.com"
{{- end }}
{{- if and (eq .Values.database.mode "external") (eq .Values.database.external.sslMode "verify-ca") (not .Values.database.external.caSecret) }}
- key: database.external.caSecret
  problem: "is empty, but sslMode verify-ca needs the certificate of the authority; verify-full also takes public ones."
  example: "caSecret: postgres-ca"
{{- end }}
{{- if and .Values.networkPolicies.enabled (eq .Values.database.mode "external") .Values.database.external.host
    (ne (include "slipway.isKnown" (dict "peer" .Values.networkPolicies.peers.database)) "true") }}
- key: networkPolicies.peers.database
  problem: {{ printf "is empty, so the network policies would cut off %s, which is database.external.host." .Values.database.external.host | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- end }}
