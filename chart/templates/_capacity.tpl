{{- /* Generated from src/platform/policies/capacity.ts: change it there, then run `npm run build`. */ -}}

{{/* Every container: where its amounts stand in the values, whether a pod has it, its resources and its image. */}}
{{- define "slipway.containers" -}}
api:
  at: api.resources
  exists: true
  resources:
    {{- toYaml .Values.api.resources | nindent 4 }}
  image:
    {{- toYaml .Values.api.image | nindent 4 }}
ui:
  at: ui.resources
  exists: true
  resources:
    {{- toYaml .Values.ui.resources | nindent 4 }}
  image:
    {{- toYaml .Values.ui.image | nindent 4 }}
database:
  at: database.resources
  exists: {{ eq .Values.database.mode "embedded" }}
  resources:
    {{- toYaml .Values.database.resources | nindent 4 }}
  image:
    {{- toYaml .Values.database.image | nindent 4 }}
database.exporter:
  at: database.exporter.resources
  exists: {{ and (eq .Values.database.mode "embedded") .Values.database.exporter.enabled }}
  resources:
    {{- toYaml .Values.database.exporter.resources | nindent 4 }}
  image:
    {{- toYaml .Values.database.exporter.image | nindent 4 }}
cache:
  at: cache.resources
  exists: {{ eq .Values.cache.mode "embedded" }}
  resources:
    {{- toYaml .Values.cache.resources | nindent 4 }}
  image:
    {{- toYaml .Values.cache.image | nindent 4 }}
cache.exporter:
  at: cache.exporter.resources
  exists: {{ and (eq .Values.cache.mode "embedded") .Values.cache.exporter.enabled }}
  resources:
    {{- toYaml .Values.cache.exporter.resources | nindent 4 }}
  image:
    {{- toYaml .Values.cache.exporter.image | nindent 4 }}
mlflow:
  at: mlflow.resources
  exists: {{ eq .Values.mlflow.mode "embedded" }}
  resources:
    {{- toYaml .Values.mlflow.resources | nindent 4 }}
  image:
    {{- toYaml .Values.mlflow.image | nindent 4 }}
jobs:
  at: jobs.resources
  exists: true
  resources:
    {{- toYaml .Values.jobs.resources | nindent 4 }}
smokeTest:
  at: smokeTest.resources
  exists: {{ .Values.smokeTest.enabled }}
  resources:
    {{- toYaml .Values.smokeTest.resources | nindent 4 }}
  image:
    {{- toYaml .Values.smokeTest.image | nindent 4 }}
limitRange.defaults:
  at: limitRange.defaults
  exists: {{ .Values.limitRange.enabled }}
  resources:
    {{- toYaml .Values.limitRange.defaults | nindent 4 }}
{{- end }}

{{/* Every component: how many of its pods run all the time, how many there are at the peak of a rollout, and their containers. */}}
{{- define "slipway.components" -}}
{{- $apiFewestPods := ternary .Values.api.autoscaling.minReplicas .Values.api.replicas .Values.api.autoscaling.enabled | int64 }}
{{- $apiMostPods := ternary .Values.api.autoscaling.maxReplicas .Values.api.replicas .Values.api.autoscaling.enabled | int64 }}
{{- $uiFewestPods := ternary .Values.ui.autoscaling.minReplicas .Values.ui.replicas .Values.ui.autoscaling.enabled | int64 }}
{{- $uiMostPods := ternary .Values.ui.autoscaling.maxReplicas .Values.ui.replicas .Values.ui.autoscaling.enabled | int64 }}
api:
  fewest: {{ $apiFewestPods }}
  peak: {{ add (mul $apiMostPods 2) .Values.api.rollout.maxSurge }}
  containers:
    - api
ui:
  fewest: {{ $uiFewestPods }}
  peak: {{ add (mul $uiMostPods 2) .Values.ui.rollout.maxSurge }}
  containers:
    - ui
{{- if eq .Values.database.mode "embedded" }}
database:
  fewest: 1
  peak: 1
  containers:
    - database
    {{- if .Values.database.exporter.enabled }}
    - database.exporter
    {{- end }}
{{- end }}
{{- if eq .Values.cache.mode "embedded" }}
cache:
  fewest: 1
  peak: 2
  containers:
    - cache
    {{- if .Values.cache.exporter.enabled }}
    - cache.exporter
    {{- end }}
{{- end }}
{{- if eq .Values.mlflow.mode "embedded" }}
mlflow:
  fewest: 1
  peak: 2
  containers:
    - mlflow
{{- end }}
{{- if eq .Values.database.mode "embedded" }}
database-roles:
  fewest: 0
  peak: 1
  containers:
    - jobs
{{- end }}
{{- if and .Values.migrate.enabled (ne .Values.database.mode "none") }}
migrate:
  fewest: 0
  peak: 2
  containers:
    - jobs
{{- end }}
{{- if and .Values.firstModel.enabled (ne .Values.mlflow.mode "none") }}
first-model:
  fewest: 0
  peak: 1
  containers:
    - jobs
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") .Values.mlflow.garbageCollection.enabled }}
mlflow-gc:
  fewest: 0
  peak: 1
  containers:
    - jobs
{{- end }}
{{- if .Values.smokeTest.enabled }}
smoke-test:
  fewest: 0
  peak: 1
  containers:
    - smokeTest
{{- end }}
{{- end }}

{{/* What all pods together ask for at their "fewest" or at their "peak", as in slipway.number. Call it with
    (dict "components" … "containers" … "count" … "of" … "amount" …). */}}
{{- define "slipway.need" -}}
{{- $need := 0 }}
{{- range $component := .components }}
{{- range $key := $component.containers }}
{{- $need = add $need (mul (index $component $.count)
    (include "slipway.number" (dict "amount" $.amount "quantity" (index $.containers $key "resources" $.of $.amount)) | int64)) }}
{{- end }}
{{- end }}
{{- $need }}
{{- end }}

{{/* Bytes that the volume claims of the release ask for. */}}
{{- define "slipway.claimedStorage" -}}
{{- $bytes := 0 }}
{{- if eq .Values.database.mode "embedded" }}
{{- $bytes = add $bytes (include "slipway.bytes" (dict "quantity" .Values.database.storage.size) | int64) }}
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") (eq .Values.mlflow.artifacts.store "volume") }}
{{- $bytes = add $bytes (include "slipway.bytes" (dict "quantity" .Values.mlflow.artifacts.volume.size) | int64) }}
{{- end }}
{{- $bytes }}
{{- end }}
