{{- define "slipway.checks.cache" }}
{{- with .Values.cache }}
{{- if eq .mode "embedded" }}
{{- include "slipway.checkStoreSecret" (dict "root" $ "component" "cache" "what" "users of the cache") }}
{{- end }}
{{- include "slipway.checkNoSecret" (dict "root" $ "value" .passwords "at" "cache.passwords" "example" "cache.existingSecret: slipway-cache") }}
{{- include "slipway.checkPasswords" (dict "store" . "at" "cache" "users" (list "app" "monitor") "why" "another user has a password here: this one would have none") }}
{{- if eq .mode "external" }}
{{- if not .external.host }}
- cache.external.host: is empty, but cache.mode is external. For example: host: valkey.example.com
{{- end }}
{{- include "slipway.checkPeer" (dict "root" $ "address" .external.host "at" "cache.external.host" "peer" "cache") }}
{{- end }}
{{- end }}
{{- end }}
