{{- define "slipway.checks.api" }}
{{- with .Values.api.auth }}
{{- if and (eq $.Values.profile "production") (not .existingSecret) }}
- api.auth.existingSecret: is empty, but production needs a Secret with API keys. For example: kubectl -n {{ $.Release.Namespace }} create secret generic slipway-api-keys --from-literal=first-client=$(openssl rand -hex 32)
{{- end }}
{{- include "slipway.checkNoSecret" (dict "root" $ "value" .keys "at" "api.auth.keys" "example" "api.auth.existingSecret: slipway-api-keys") }}
{{- if and .oidc.issuer (not .oidc.audience) }}
- api.auth.oidc.audience: is empty, so a token of {{ .oidc.issuer }} for anything else would be accepted. For example: audience: slipway-api
{{- end }}
{{- include "slipway.checkPeer" (dict "root" $ "address" .oidc.issuer "at" "api.auth.oidc.issuer" "peer" "issuer") }}
{{- end }}
{{- end }}
