{{/*
Every container of the chart that runs, by where it stands in the values.
*/}}
{{- define "slipway.containers" -}}
{{- $containers := pick .Values "api" "ui" "jobs" }}
{{- range $name := list "database" "cache" "mlflow" }}
{{- $store := index $.Values $name }}
{{- if eq $store.mode "embedded" }}
{{- $_ := set $containers $name $store }}
{{- if dig "exporter" "enabled" false $store }}
{{- $_ := set $containers (printf "%s.exporter" $name) $store.exporter }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.smokeTest.enabled }}
{{- $_ := set $containers "smokeTest" .Values.smokeTest }}
{{- end }}
{{- range $path, $container := $containers }}
{{ $path }}: {{ pick $container "image" "resources" | toJson }}
{{- end }}
{{- end }}

{{/*
Every set of pods: the fewest of it, the most while a new version rolls out, and their containers.
*/}}
{{- define "slipway.podSets" -}}
{{- $embedded := dict }}
{{- range $name := list "database" "cache" "mlflow" }}
{{- $_ := set $embedded $name (eq (index $.Values $name).mode "embedded") }}
{{- end }}
{{- range $name := list "api" "ui" }}
{{- with index $.Values $name }}
{{ $name }}:
  fewest: {{ ternary .autoscaling.minReplicas .replicas .autoscaling.enabled }}
  {{- /* Pods that drain still count, so a rollout may double them. */}}
  most: {{ add (mul 2 (ternary .autoscaling.maxReplicas .replicas .autoscaling.enabled)) .rollout.maxSurge }}
  containers: [{{ $name }}]
{{- end }}
{{- end }}
{{- if $embedded.database }}
database: {fewest: 1, most: 1, containers: [database{{ if .Values.database.exporter.enabled }}, database.exporter{{ end }}]}
database-roles: {fewest: 0, most: 1, containers: [jobs]}
{{- end }}
{{- if $embedded.cache }}
cache: {fewest: 1, most: 2, containers: [cache{{ if .Values.cache.exporter.enabled }}, cache.exporter{{ end }}]}
{{- end }}
{{- if $embedded.mlflow }}
mlflow: {fewest: 1, most: 2, containers: [mlflow]}
{{- end }}
{{- if and .Values.migrate.enabled (ne .Values.database.mode "none") }}
migrate: {fewest: 0, most: 2, containers: [jobs]}
{{- end }}
{{- if and .Values.firstModel.enabled (ne .Values.mlflow.mode "none") }}
first-model: {fewest: 0, most: 1, containers: [jobs]}
{{- end }}
{{- if and $embedded.mlflow .Values.mlflow.garbageCollection.enabled }}
mlflow-gc: {fewest: 0, most: 1, containers: [jobs]}
{{- end }}
{{- if .Values.smokeTest.enabled }}
smoke-test: {fewest: 0, most: 1, containers: [smokeTest]}
{{- end }}
{{- end }}

{{/*
What all pods together ask for, by amount, in thousandths of a CPU and in bytes. Call with
(dict "root" $ "count" "most" "of" "requests").
*/}}
{{- define "slipway.need" -}}
{{- $containers := include "slipway.containers" .root | fromYaml }}
{{- $podSets := include "slipway.podSets" .root | fromYaml }}
{{- range $amount := list "cpu" "memory" }}
{{- $need := 0 }}
{{- range $podSets }}
{{- $pods := get . $.count }}
{{- range .containers }}
{{- $quantity := index (get $containers .) "resources" $.of $amount }}
{{- $need = include "slipway.number" (dict "amount" $amount "quantity" $quantity) | mul $pods | add $need }}
{{- end }}
{{- end }}
{{ $amount }}: {{ $need | quote }}
{{- end }}
{{- end }}

{{/*
What the volumes of the release ask for, in bytes.
*/}}
{{- define "slipway.claims" -}}
{{- $bytes := 0 }}
{{- if eq .Values.database.mode "embedded" }}
{{- $bytes = include "slipway.number" (dict "amount" "storage" "quantity" .Values.database.storage.size) | int64 }}
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") (eq .Values.mlflow.artifacts.store "volume") }}
{{- $bytes = include "slipway.number" (dict "amount" "storage" "quantity" .Values.mlflow.artifacts.volume.size) | add $bytes }}
{{- end }}
{{- $bytes }}
{{- end }}

{{/*
Where the database is and how to trust it.
*/}}
{{- define "slipway.database" -}}
{{- with .Values.database }}
{{- if eq .mode "embedded" }}
host: {{ include "slipway.fullname" $ }}-database
port: 5432
sslMode: {{ if .tls.existingSecret }}verify-full{{ else }}disable{{ end }}
caSecret: {{ .tls.existingSecret | quote }}
caKey: ca.crt
{{- else }}
{{- toYaml .external }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Who logs in at MLflow, and with what; empty where MLflow asks for no login.
*/}}
{{- define "slipway.mlflowLogin" -}}
{{- with .Values.mlflow }}
{{- if eq .mode "embedded" }}
user: admin
secret: {{ include "slipway.secretName" (dict "root" $ "component" "mlflow") | quote }}
key: admin
{{- else if and (eq .mode "external") .external.existingSecret }}
user: {{ .external.user | quote }}
secret: {{ .external.existingSecret | quote }}
key: {{ .external.passwordKey | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Not empty when the cache asks for a password.
*/}}
{{- define "slipway.cacheHasPassword" -}}
{{- with .Values.cache }}
{{- if or (eq .mode "embedded") (and (eq .mode "external") (or .existingSecret .passwords)) }}yes{{ end }}
{{- end }}
{{- end }}
