{{- /* Generated from src/platform/components/mlflow/assertions.ts: change it there, then run `npm run build`. */ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "slipway.mlflow.checks" -}}
{{- if and (eq .Values.profile "production") (eq .Values.mlflow.mode "embedded") (not .Values.mlflow.existingSecret) }}
- key: mlflow.existingSecret
  problem: "is empty, but production needs a Secret with the login of MLflow."
  example: {{ printf "npx slipway secrets %s -f values.yaml -n %s | kubectl create -f -" .Release.Name .Release.Namespace | quote }}
{{- end }}
{{- if and (eq .Values.profile "production") .Values.mlflow.passwords }}
- key: mlflow.passwords
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "mlflow.existingSecret: slipway-mlflow"
{{- end }}
{{- range $user := list "admin" "session" }}
{{- if and (not $.Values.mlflow.existingSecret) $.Values.mlflow.passwords (not (hasKey $.Values.mlflow.passwords $user)) }}
- key: mlflow.passwords.{{ $user }}
  problem: "is missing, but MLflow needs both admin and session."
  example: {{ printf "%s: at-least-twelve-characters" $user | quote }}
{{- end }}
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") (eq .Values.database.mode "none") }}
- key: database.mode
  problem: "is none, but MLflow keeps its models in the database."
  example: "mlflow.mode: none"
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") (eq .Values.mlflow.artifacts.store "s3") (not .Values.mlflow.artifacts.s3.uri) }}
- key: mlflow.artifacts.s3.uri
  problem: "is empty, but mlflow.artifacts.store is s3."
  example: "uri: s3://models/slipway"
{{- end }}
{{- if and .Values.networkPolicies.enabled (eq .Values.mlflow.mode "embedded") (eq .Values.mlflow.artifacts.store "s3") .Values.mlflow.artifacts.s3.uri
    (ne (include "slipway.isKnown" (dict "peer" .Values.networkPolicies.peers.objectStore)) "true") }}
- key: networkPolicies.peers.objectStore
  problem: {{ printf "is empty, so the network policies would cut off %s, which is mlflow.artifacts.s3.uri." .Values.mlflow.artifacts.s3.uri | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- if and (eq .Values.mlflow.mode "external") (not .Values.mlflow.external.trackingUri) }}
- key: mlflow.external.trackingUri
  problem: "is empty, but mlflow.mode is external."
  example: "trackingUri: http://mlflow.models:5000"
{{- end }}
{{- if and (eq .Values.mlflow.mode "external") .Values.mlflow.external.user (not .Values.mlflow.external.existingSecret) }}
- key: mlflow.external.existingSecret
  problem: "is empty, but mlflow.external.user needs a password."
  example: "existingSecret: mlflow-login"
{{- end }}
{{- if and .Values.networkPolicies.enabled (eq .Values.mlflow.mode "external") .Values.mlflow.external.trackingUri
    (ne (include "slipway.isKnown" (dict "peer" .Values.networkPolicies.peers.mlflow)) "true") }}
- key: networkPolicies.peers.mlflow
  problem: {{ printf "is empty, so the network policies would cut off %s, which is mlflow.external.trackingUri." .Values.mlflow.external.trackingUri | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- end }}
