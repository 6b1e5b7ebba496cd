{{/*
A secret that the values hold, which production refuses. Call with (dict "root" $ "value" … "at" "api.auth.keys"
"example" "api.auth.existingSecret: slipway-api-keys").
*/}}
{{- define "slipway.checkNoSecret" -}}
{{- if and (eq .root.Values.profile "production") .value }}
- {{ .at }}: holds secrets, which production refuses: values end up in Git and in the release. For example: {{ .example }}
{{- end }}
{{- end }}

{{/*
An address that the network policies would cut off. Call with (dict "root" $ "address" … "at" "api.tracing.endpoint"
"peer" "collector").
*/}}
{{- define "slipway.checkPeer" -}}
{{- $peer := index .root.Values.networkPolicies.peers .peer }}
{{- if and .root.Values.networkPolicies.enabled .address (not (include "slipway.isKnown" $peer)) }}
- networkPolicies.peers.{{ .peer }}: is empty, so the network policies would cut off {{ .address }}, which is {{ .at }}. For example: cidrs: {primary: 192.0.2.10/32}
{{- end }}
{{- end }}

{{/*
A store in production without a Secret of its own. Call with (dict "root" $ "component" "cache" "what" "users of the cache").
*/}}
{{- define "slipway.checkStoreSecret" -}}
{{- if and (eq .root.Values.profile "production") (not (index .root.Values .component).existingSecret) }}
- {{ .component }}.existingSecret: is empty, but production needs a Secret with the {{ .what }}. For example: npx slipway secrets {{ .root.Release.Name }} -f values.yaml -n {{ .root.Release.Namespace }} | kubectl create -f -
{{- end }}
{{- end }}

{{/*
Passwords in the values that leave out a user. Call with (dict "store" .Values.cache "at" "cache" "users" (list …)
"why" …).
*/}}
{{- define "slipway.checkPasswords" -}}
{{- if and .store.passwords (not .store.existingSecret) }}
{{- range .users }}
{{- if not (hasKey $.store.passwords .) }}
- {{ $.at }}.passwords.{{ . }}: is missing, but {{ $.why }}. For example: {{ . }}: at-least-twelve-characters
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.checks.names" }}
{{- /* What YAML cannot carry, or what `toYaml` and `quote` would print in a way that reads differently. */}}
{{- if regexMatch "[^\\\\](\\\\\\\\)*\\\\u(003cno value\\\\u003e|202[89])|[\u007f-\u009f\ufeff\ufffd-\uffff]|\"\\\\u003c\\\\u003c\":" (toJson .Values) }}
- values: hold '<no value>' or the key '<<', or bytes, a control character or a line separator (U+2028) that YAML cannot carry. For example: write it in another way, or keep it in a Secret or ConfigMap of your own
{{- end }}
{{- $fullname := include "slipway.fullname" . }}
{{- if not (regexMatch "^[a-z]" $fullname) }}
- fullnameOverride: is needed: Services cannot be called {{ $fullname }}, their names start with a letter. For example: fullnameOverride: shop
{{- end }}
{{- end }}
