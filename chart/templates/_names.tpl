{{- /* Generated from these files: change it there, then run `npm run build`.
  src/platform/kinds/names.ts
  src/platform/kinds/metadata.ts
  src/platform/kinds/image.ts
*/ -}}

{{/* Base of all object names: the release name, with a hash in place of what is too long. */}}
{{- define "slipway.fullname" -}}
{{- $name := ternary .Release.Name (printf "%s-%s" .Release.Name .Chart.Name) (contains .Chart.Name .Release.Name) }}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride }}
{{- else if or (gt (len $name) 40) (contains "." $name) -}}
{{ printf "%s-%s" ($name | replace "." "-" | trunc 31) ($name | sha256sum | trunc 8) }}
{{- else -}}
{{ $name }}
{{- end -}}
{{- end }}

{{/* Labels that select the pods of a component. Call it with (dict "root" $ "component" …). */}}
{{- define "slipway.selectorLabels" -}}
app.kubernetes.io/name: {{ .root.Chart.Name | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component | quote }}
{{- end }}

{{/* Labels that only the chart may set. Call it with (dict "root" $ "component" …). */}}
{{- define "slipway.ownLabels" -}}
app.kubernetes.io/name: {{ .root.Chart.Name | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component | quote }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: {{ .root.Chart.Name | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | quote }}
{{- end }}

{{/* Labels of the objects of a component. Call it with (dict "root" $ "component" …). */}}
{{- define "slipway.labels" -}}
{{ toYaml (merge (dict) (include "slipway.ownLabels" (dict "root" .root "component" .component) | fromYaml) .root.Values.commonLabels) }}
{{- end }}

{{/* Labels of the pods of a component, with more of its own. Call it with (dict "root" $ "component" … "more" …). */}}
{{- define "slipway.podLabels" -}}
{{ toYaml
    (merge (dict) (include "slipway.selectorLabels" (dict "root" .root "component" .component) | fromYaml) (merge (dict) .more .root.Values.commonLabels)) }}
{{- end }}

{{/* An image reference: the registry override, the tag for people, the digest that decides. Call it with (dict "root" $ "image" …). */}}
{{- define "slipway.image" -}}
{{- $registry := .root.Values.global.image.registry | default .image.registry }}
{{- $tag := .image.tag | default .root.Chart.AppVersion }}
{{- if .image.digest -}}
{{ printf "%s/%s:%s@%s" $registry .image.repository $tag .image.digest }}
{{- else -}}
{{ printf "%s/%s:%s" $registry .image.repository $tag }}
{{- end -}}
{{- end }}
