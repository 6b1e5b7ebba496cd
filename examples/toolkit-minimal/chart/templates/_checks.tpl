{{- /* Generated from src/chart.ts: change it there, then run `npm run build`. */ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "greeter.checks" -}}
{{- if not (contains ":" .Values.image) }}
- key: image
  problem: {{ printf "is %s, which has no tag." .Values.image | quote }}
  example: "image: docker.io/library/nginx:1.29.3"
{{- end }}
{{- end }}
