{{- /* Generated from src/names.ts: change it there, then run `npm run build`. */ -}}

{{/* The name of the objects of a part of the release. Call it with (dict "root" $ "part" …). */}}
{{- define "wikis.name" -}}
{{ printf "%s-%s" .root.Release.Name .part }}
{{- end }}

{{/* The labels that find the pods of a part. Call it with (dict "root" $ "part" …). */}}
{{- define "wikis.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .part | quote }}
{{- end }}
