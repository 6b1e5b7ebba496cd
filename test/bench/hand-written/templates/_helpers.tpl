{{/*
Base of all object names: the release name, shortened with a hash when it is too long or holds dots.
*/}}
{{- define "slipway.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else }}
{{- $name := .Release.Name }}
{{- if not (contains .Chart.Name $name) }}
{{- $name = printf "%s-%s" $name .Chart.Name }}
{{- end }}
{{- if or (gt (len $name) 40) (contains "." $name) }}
{{- printf "%s-%s" ($name | replace "." "-" | trunc 31) ($name | sha256sum | trunc 8) }}
{{- else }}
{{- $name }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Labels that select the pods of a component. Call with (dict "root" $ "component" "api").
*/}}
{{- define "slipway.selectorLabels" -}}
app.kubernetes.io/name: {{ .root.Chart.Name | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .component | quote }}
{{- end }}

{{/*
Labels of the pods of a component; those of the chart win. Call with (dict "root" $ "component" "api" "labels" …).
*/}}
{{- define "slipway.podLabels" -}}
{{- toYaml (merge (include "slipway.selectorLabels" . | fromYaml) (.labels | default dict) .root.Values.commonLabels) }}
{{- end }}

{{/*
Name, namespace and labels of an object. Call with (dict "root" $ "component" "api"), and with "name" where the object
is not called like its component.
*/}}
{{- define "slipway.metadata" -}}
{{- $labels := dict
  "app.kubernetes.io/name" .root.Chart.Name
  "app.kubernetes.io/instance" .root.Release.Name
  "app.kubernetes.io/component" .component
  "app.kubernetes.io/version" .root.Chart.AppVersion
  "app.kubernetes.io/part-of" .root.Chart.Name
  "app.kubernetes.io/managed-by" .root.Release.Service
  "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_") -}}
name: {{ include "slipway.fullname" .root }}-{{ .name | default .component }}
namespace: {{ .root.Release.Namespace | quote }}
labels:
  {{- toYaml (merge $labels .root.Values.commonLabels) | nindent 2 }}
{{- end }}

{{/*
Image reference. Call with (dict "root" $ "image" .Values.api.image).
*/}}
{{- define "slipway.image" -}}
{{- $registry := .root.Values.global.image.registry | default .image.registry }}
{{- $tag := .image.tag | default .root.Chart.AppVersion }}
{{- printf "%s/%s:%s" $registry .image.repository $tag }}
{{- with .image.digest }}@{{ . }}{{ end }}
{{- end }}

{{/*
Name of the Secret of a store, which the chart makes only from passwords in the values. Call with
(dict "root" $ "component" "database").
*/}}
{{- define "slipway.secretName" -}}
{{- (index .root.Values .component).existingSecret | default (printf "%s-%s" (include "slipway.fullname" .root) .component) }}
{{- end }}

{{/*
Name of the PriorityClass of the release.
*/}}
{{- define "slipway.priorityClassName" -}}
{{- if .Values.priorityClass.create }}
{{- printf "%s.%s-%d" .Release.Namespace (include "slipway.fullname" .) (int .Values.priorityClass.value) }}
{{- else }}
{{- .Values.priorityClass.name }}
{{- end }}
{{- end }}

{{/*
The end of the names of Jobs. A Job can never change, so it has another name when anything changes.
*/}}
{{- define "slipway.run" -}}
{{- printf "%d %s %s %s" .Release.Revision .Chart.Version .Chart.AppVersion (toJson .Values) | sha256sum | trunc 6 }}
{{- end }}

{{/*
Hash of a rendered template, so that pods restart with their configuration. Call with
(dict "root" $ "file" "/api/config-map.yaml").
*/}}
{{- define "slipway.checksum" -}}
{{- include (print .root.Template.BasePath .file) .root | sha256sum }}
{{- end }}

{{/*
A mapping as a list of environment variables.
*/}}
{{- define "slipway.variables" -}}
{{- range $name, $value := . }}
- name: {{ $name | quote }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/*
A mapping by name as a list: volumes or volumeMounts of the values.
*/}}
{{- define "slipway.named" -}}
{{- range $name, $settings := . }}
- name: {{ $name | quote }}
  {{- with omit $settings "name" }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
A quantity as a number: CPUs in thousandths, anything else in bytes. Call with (dict "amount" "cpu" "quantity" "1.5").
*/}}
{{- define "slipway.number" -}}
{{- $unit := trimAll "0123456789." .quantity }}
{{- $factors := dict "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 }}
{{- if eq .amount "cpu" }}
{{- $factors = dict "" 1000 "m" 1 }}
{{- end }}
{{- round (mulf (trimSuffix $unit .quantity) (get $factors $unit | default 1)) 0 | int64 }}
{{- end }}

{{/*
A number of bytes as a quantity, rounded up.
*/}}
{{- define "slipway.mebibytes" -}}
{{- div (add . 1048575) 1048576 }}Mi
{{- end }}
