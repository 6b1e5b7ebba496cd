{{- /* Generated from these files: change it there, then run `npm run build`.
  src/platform/kinds/peer.ts
  src/platform/policies/network-rules.ts
*/ -}}

{{/* Whether the values say where a partner is. Call it with (dict "peer" …). */}}
{{- define "slipway.isKnown" -}}
{{ or (not (empty .peer.namespaceLabels)) (not (empty .peer.podLabels)) (not (empty .peer.cidrs)) }}
{{- end }}

{{/* Where a partner is, as a policy says it. The values must say so: see slipway.isKnown. Call it with (dict "peer" …). */}}
{{- define "slipway.places" -}}
{{- if or .peer.namespaceLabels .peer.podLabels }}
-
  {{- with .peer.namespaceLabels }}
  namespaceSelector:
    matchLabels:
      {{- toYaml . | nindent 6 }}
  {{- end }}
  {{- with .peer.podLabels }}
  podSelector:
    matchLabels:
      {{- toYaml . | nindent 6 }}
  {{- end }}
{{- end }}
{{- range $cidr := .peer.cidrs }}
- ipBlock:
    cidr: {{ $cidr | quote }}
{{- end }}
{{- end }}

{{/* The pods of a component may call a port. Call it with (dict "root" $ "component" … "port" …). */}}
{{- define "slipway.fromPods" -}}
- from:
    - podSelector:
        matchLabels:
          {{- include "slipway.selectorLabels" (dict "root" .root "component" .component) | nindent 10 }}
  ports:
    - protocol: TCP
      port: {{ .port | int64 }}
{{- end }}

{{/* A partner outside the release may call a port, if the values say where it is. Call it with (dict "peer" … "port" …). */}}
{{- define "slipway.fromPeer" -}}
{{- if eq (include "slipway.isKnown" (dict "peer" .peer)) "true" }}
- from:
    {{- include "slipway.places" (dict "peer" .peer) | trim | nindent 4 }}
  ports:
    - protocol: TCP
      port: {{ .port | int64 }}
{{- end }}
{{- end }}

{{/* A port of the pods of a component may be called. Call it with (dict "root" $ "component" … "port" …). */}}
{{- define "slipway.toPods" -}}
- to:
    - podSelector:
        matchLabels:
          {{- include "slipway.selectorLabels" (dict "root" .root "component" .component) | nindent 10 }}
  ports:
    - protocol: TCP
      port: {{ .port | int64 }}
{{- end }}

{{/* A partner outside the release may be called, if the values say where it is. Call it with (dict "peer" …). */}}
{{- define "slipway.toPeer" -}}
{{- if eq (include "slipway.isKnown" (dict "peer" .peer)) "true" }}
- to:
    {{- include "slipway.places" (dict "peer" .peer) | trim | nindent 4 }}
  ports:
    - protocol: TCP
      port: {{ .peer.port | int64 }}
{{- end }}
{{- end }}

{{/* Name servers may be asked. The checks refuse policies that do not know them. */}}
{{- define "slipway.toNameServers" -}}
- to:
    {{- include "slipway.places" (dict "peer" .Values.networkPolicies.dns) | trim | nindent 4 }}
  ports:
    - protocol: UDP
      port: 53
    - protocol: TCP
      port: 53
{{- end }}
