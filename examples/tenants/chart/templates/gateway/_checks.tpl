{{- /* Generated from src/rules.ts: change it there, then run `npm run build`. */ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "wikis.gateway.checks" -}}
{{- $hasWildcard := false }}
{{- range $host, $value := .Values.ingress.hosts }}
{{- $hasWildcard = or $hasWildcard (hasPrefix "*" $host) }}
{{- end }}
{{- range $name, $route := .Values.gateway.routes }}
{{- if not $route.weights }}
- key: {{ printf "gateway.routes.%s.weights" $name | quote }}
  problem: "is empty, so nobody would answer."
  example: {{ printf "gateway: {routes: {%s: {weights: {demo: 1}}}}" $name | quote }}
{{- end }}
{{- range $tenant, $value := $route.weights }}
{{- if not (hasKey $.Values.tenants $tenant) }}
- key: {{ printf "gateway.routes.%s.weights.%s" $name $tenant | quote }}
  problem: "is the weight of a tenant that does not exist."
  example: {{ printf "tenants: {%s: {}}" $tenant | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- if and $hasWildcard (kindIs "invalid" .Values.ingress.issuer) }}
- key: ingress.issuer
  problem: "is missing, and without a certificate a wildcard host is an invitation to eavesdrop."
  example: "ingress: {issuer: letsencrypt}"
{{- end }}
{{- range $host, $paths := .Values.ingress.hosts }}
{{- if not $paths }}
- key: {{ printf "ingress.hosts.%s" $host | quote }}
  problem: "has no paths."
  example: {{ printf "ingress: {hosts: {%s: {/: Prefix}}}" $host | quote }}
{{- end }}
{{- end }}
{{- end }}
