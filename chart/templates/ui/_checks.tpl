{{- /* Generated from src/platform/components/ui/assertions.ts: change it there, then run `npm run build`. */ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "slipway.ui.checks" -}}
{{- if and (eq .Values.profile "production") (not .Values.ui.session.existingSecret) }}
- key: ui.session.existingSecret
  problem: "is empty, but production needs a Secret with the cookie secret that all pods share."
  example: {{ printf "kubectl -n %s create secret generic slipway-session --from-literal=%s=$(openssl rand -hex 32)" .Release.Namespace
      .Values.ui.session.secretKey | quote }}
{{- end }}
{{- if and (eq .Values.profile "production") .Values.ui.session.cookieSecret }}
- key: ui.session.cookieSecret
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "ui.session.existingSecret: slipway-session"
{{- end }}
{{- if and (eq .Values.profile "production") .Values.ui.apiAccess.key }}
- key: ui.apiAccess.key
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "ui.apiAccess.existingSecret: slipway-ui-api-key"
{{- end }}
{{- if and (or .Values.api.auth.existingSecret .Values.api.auth.keys) (not .Values.ui.apiAccess.existingSecret) (not .Values.ui.apiAccess.key) }}
- key: ui.apiAccess.existingSecret
  problem: "is empty, but the API asks for a key, and the user interface has none."
  example: {{ printf "kubectl -n %s create secret generic slipway-ui-api-key --from-literal=%s=$(openssl rand -hex 32)" .Release.Namespace
      .Values.ui.apiAccess.secretKey | quote }}
{{- end }}
{{- if and .Values.networkPolicies.enabled .Values.ui.tracing.endpoint
    (ne (include "slipway.isKnown" (dict "peer" .Values.networkPolicies.peers.collector)) "true") }}
- key: networkPolicies.peers.collector
  problem: {{ printf "is empty, so the network policies would cut off %s, which is ui.tracing.endpoint." .Values.ui.tracing.endpoint | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- end }}
