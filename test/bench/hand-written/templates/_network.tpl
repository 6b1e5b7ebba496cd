{{/*
Not empty when the values say where a partner is. Call with the values of the partner.
*/}}
{{- define "slipway.isKnown" -}}
{{- if or .namespaceLabels .podLabels .cidrs }}yes{{ end }}
{{- end }}

{{/*
Network policy peers: pods by labels, then networks. Call with the values of the partner.
*/}}
{{- define "slipway.peers" -}}
{{- if or .namespaceLabels .podLabels -}}
-
  {{- with .namespaceLabels }}
  namespaceSelector:
    matchLabels:
      {{- toYaml . | nindent 6 }}
  {{- end }}
  {{- with .podLabels }}
  podSelector:
    matchLabels:
      {{- toYaml . | nindent 6 }}
  {{- end }}
{{- end }}
{{- range .cidrs }}
- ipBlock:
    cidr: {{ . | quote }}
{{- end }}
{{- end }}

{{/*
Ingress from pods of the release. Call with (dict "root" $ "component" "ui" "port" 8000).
*/}}
{{- define "slipway.fromPods" -}}
- from:
    - podSelector:
        matchLabels:
          {{- include "slipway.selectorLabels" . | nindent 10 }}
  ports:
    - protocol: TCP
      port: {{ .port }}
{{- end }}

{{/*
Ingress from a partner outside the release, if it is known. Call with (dict "peer" … "port" 8000).
*/}}
{{- define "slipway.fromPeer" -}}
{{- if include "slipway.isKnown" .peer -}}
- from:
    {{- include "slipway.peers" .peer | nindent 4 }}
  ports:
    - protocol: TCP
      port: {{ .port }}
{{- end }}
{{- end }}

{{/*
Egress to pods of the release. Call with (dict "root" $ "component" "api" "port" 8000).
*/}}
{{- define "slipway.toPods" -}}
- to:
    - podSelector:
        matchLabels:
          {{- include "slipway.selectorLabels" . | nindent 10 }}
  ports:
    - protocol: TCP
      port: {{ .port }}
{{- end }}

{{/*
Egress to a partner outside the release, if it is known. Call with the values of the partner.
*/}}
{{- define "slipway.toPeer" -}}
{{- if include "slipway.isKnown" . -}}
- to:
    {{- include "slipway.peers" . | nindent 4 }}
  ports:
    - protocol: TCP
      port: {{ .port }}
{{- end }}
{{- end }}

{{/*
Egress to a store, in the release or outside. Call with (dict "root" $ "component" "database" "port" 5432).
*/}}
{{- define "slipway.toStore" -}}
{{- $mode := (index .root.Values .component).mode }}
{{- if eq $mode "embedded" }}
{{- include "slipway.toPods" . }}
{{- else if eq $mode "external" }}
{{- include "slipway.toPeer" (index .root.Values.networkPolicies.peers .component) }}
{{- end }}
{{- end }}

{{/*
Egress for name resolution; the checks refuse values that do not say where name servers are.
*/}}
{{- define "slipway.toDns" -}}
- to:
    {{- include "slipway.peers" .Values.networkPolicies.dns | nindent 4 }}
  ports:
    - protocol: UDP
      port: 53
    - protocol: TCP
      port: 53
{{- end }}
