{{- /* Generated from src/rules.ts: change it there, then run `npm run build`. */ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "wikis.reports.checks" -}}
{{- range $name, $value := .Values.reports }}
{{- if gt (len (include "wikis.name" (dict "root" $ "part" (printf "report-%s" $name)))) 52 }}
- key: {{ printf "reports.%s" $name | quote }}
  problem: {{ printf "makes a CronJob with a name of more than 52 characters in the release %s." $.Release.Name | quote }}
  example: "a shorter name of the release or of the report"
{{- end }}
{{- end }}
{{- end }}
