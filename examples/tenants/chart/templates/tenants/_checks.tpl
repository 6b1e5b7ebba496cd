{{- /* Generated from src/rules.ts: change it there, then run `npm run build`. */ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "wikis.tenants.checks" -}}
{{- $replicas := 0 }}
{{- range $options := .Values.tenants }}
{{- $replicas = add $replicas (ternary $.Values.wiki.replicas $options.replicas (kindIs "invalid" $options.replicas)) }}
{{- end }}
{{- if gt $replicas (int64 .Values.wiki.maximumReplicas) }}
- key: tenants
  problem: {{ printf "ask for %d pods together, which is more than wiki.maximumReplicas." $replicas | quote }}
  example: {{ printf "wiki: {maximumReplicas: %d}" $replicas | quote }}
{{- end }}
{{- range $tenant, $options := .Values.tenants }}
{{- $part := printf "tenant-%s" $tenant }}
{{- if gt (len (include "wikis.name" (dict "root" $ "part" $part))) 63 }}
- key: {{ printf "tenants.%s" $tenant | quote }}
  problem: {{ printf "makes names of more than 63 characters in the release %s." $.Release.Name | quote }}
  example: "a shorter name of the release or of the tenant"
{{- end }}
{{- if hasKey ($options.env | default dict) "WIKI_TITLE" }}
- key: {{ printf "tenants.%s.env" $tenant | quote }}
  problem: "has WIKI_TITLE, which the chart sets."
  example: {{ printf "tenants: {%s: {title: My wiki}}" $tenant | quote }}
{{- end }}
{{- end }}
{{- end }}
