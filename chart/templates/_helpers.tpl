{{- /* Generated from these files: change it there, then run `npm run build`.
  src/platform/kinds/names.ts
  src/platform/kinds/metadata.ts
  src/platform/kinds/image.ts
  src/platform/kinds/quantities.ts
  src/platform/kinds/task.ts
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

{{/* A CPU quantity such as "500m" or "1.5" in thousandths of a CPU. Call it with (dict "quantity" …). */}}
{{- define "slipway.cpuMillis" -}}
{{- if hasSuffix "m" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "m")) 1) 0 | int64 }}
{{- else -}}
{{ round (mulf (float64 .quantity) 1000) 0 | int64 }}
{{- end -}}
{{- end }}

{{/* A memory or storage quantity such as "4Gi" or "512M" in bytes. Call it with (dict "quantity" …). */}}
{{- define "slipway.bytes" -}}
{{- if hasSuffix "Ki" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Ki")) 1024) 0 | int64 }}
{{- else if hasSuffix "Mi" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Mi")) 1048576) 0 | int64 }}
{{- else if hasSuffix "Gi" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Gi")) 1073741824) 0 | int64 }}
{{- else if hasSuffix "Ti" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Ti")) 1099511627776) 0 | int64 }}
{{- else if hasSuffix "k" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "k")) 1000) 0 | int64 }}
{{- else if hasSuffix "M" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "M")) 1000000) 0 | int64 }}
{{- else if hasSuffix "G" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "G")) 1000000000) 0 | int64 }}
{{- else if hasSuffix "T" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "T")) 1000000000000) 0 | int64 }}
{{- else -}}
{{ round (mulf (float64 .quantity) 1) 0 | int64 }}
{{- end -}}
{{- end }}

{{/* The end of the names of Jobs. A Job can never change, so it has another name when anything changes. */}}
{{- define "slipway.run" -}}
{{ printf "%d %s %s %s" .Release.Revision .Chart.Version .Chart.AppVersion (.Values | toJson) | sha256sum | trunc 6 }}
{{- end }}
