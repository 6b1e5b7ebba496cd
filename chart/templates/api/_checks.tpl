{{- /* Generated from src/platform/components/api/assertions.ts: change it there, then run `npm run build`. */ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "slipway.api.checks" -}}
{{- if and (eq .Values.profile "production") (not .Values.api.auth.existingSecret) }}
- key: api.auth.existingSecret
  problem: "is empty, but production needs a Secret with API keys."
  example: {{ printf "kubectl -n %s create secret generic slipway-api-keys %s" .Release.Namespace "--from-literal=first-client=$(openssl rand -hex 32)"
      | quote }}
{{- end }}
{{- if and (eq .Values.profile "production") .Values.api.auth.keys }}
- key: api.auth.keys
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "api.auth.existingSecret: slipway-api-keys"
{{- end }}
{{- if and .Values.api.auth.oidc.issuer (not .Values.api.auth.oidc.audience) }}
- key: api.auth.oidc.audience
  problem: {{ printf "is empty, so a token of %s for anything else would be accepted." .Values.api.auth.oidc.issuer | quote }}
  example: "audience: slipway-api"
{{- end }}
{{- if and .Values.networkPolicies.enabled .Values.api.auth.oidc.issuer
    (ne (include "slipway.isKnown" (dict "peer" .Values.networkPolicies.peers.issuer)) "true") }}
- key: networkPolicies.peers.issuer
  problem: {{ printf "is empty, so the network policies would cut off %s, which is api.auth.oidc.issuer." .Values.api.auth.oidc.issuer | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- if and .Values.networkPolicies.enabled .Values.api.tracing.endpoint
    (ne (include "slipway.isKnown" (dict "peer" .Values.networkPolicies.peers.collector)) "true") }}
- key: networkPolicies.peers.collector
  problem: {{ printf "is empty, so the network policies would cut off %s, which is api.tracing.endpoint." .Values.api.tracing.endpoint | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- end }}
