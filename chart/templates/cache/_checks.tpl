{{- /* Generated from src/platform/components/cache/assertions.ts: change it there, then run `npm run build`. */ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "slipway.cache.checks" -}}
{{- if and (eq .Values.profile "production") (eq .Values.cache.mode "embedded") (not .Values.cache.existingSecret) }}
- key: cache.existingSecret
  problem: "is empty, but production needs a Secret with the users of the cache."
  example: {{ printf "npx slipway secrets %s -f values.yaml -n %s | kubectl create -f -" .Release.Name .Release.Namespace | quote }}
{{- end }}
{{- if and (eq .Values.profile "production") .Values.cache.passwords }}
- key: cache.passwords
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "cache.existingSecret: slipway-cache"
{{- end }}
{{- range $user := list "app" "monitor" }}
{{- if and (not $.Values.cache.existingSecret) $.Values.cache.passwords (not (hasKey $.Values.cache.passwords $user)) }}
- key: cache.passwords.{{ $user }}
  problem: "is missing, but another user has a password here: this one would have none."
  example: {{ printf "%s: at-least-twelve-characters" $user | quote }}
{{- end }}
{{- end }}
{{- if and (eq .Values.cache.mode "external") (not .Values.cache.external.host) }}
- key: cache.external.host
  problem: "is empty, but cache.mode is external."
  example: "host: valkey.example.com"
{{- end }}
{{- if and .Values.networkPolicies.enabled (eq .Values.cache.mode "external") .Values.cache.external.host
    (ne (include "slipway.isKnown" (dict "peer" .Values.networkPolicies.peers.cache)) "true") }}
- key: networkPolicies.peers.cache
  problem: {{ printf "is empty, so the network policies would cut off %s, which is cache.external.host." .Values.cache.external.host | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- end }}
