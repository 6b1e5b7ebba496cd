{{- define "slipway.checks.mlflow" }}
{{- with .Values.mlflow }}
{{- include "slipway.checkNoSecret" (dict "root" $ "value" .passwords "at" "mlflow.passwords" "example" "mlflow.existingSecret: slipway-mlflow") }}
{{- include "slipway.checkPasswords" (dict "store" . "at" "mlflow" "users" (list "admin" "session") "why" "MLflow needs both admin and session") }}
{{- if eq .mode "embedded" }}
{{- include "slipway.checkStoreSecret" (dict "root" $ "component" "mlflow" "what" "login of MLflow") }}
{{- if eq $.Values.database.mode "none" }}
- database.mode: is none, but MLflow keeps its models in the database. For example: mlflow.mode: none
{{- end }}
{{- if eq .artifacts.store "s3" }}
{{- if not .artifacts.s3.uri }}
- mlflow.artifacts.s3.uri: is empty, but mlflow.artifacts.store is s3. For example: uri: s3://models/slipway
{{- end }}
{{- include "slipway.checkPeer" (dict "root" $ "address" .artifacts.s3.uri "at" "mlflow.artifacts.s3.uri" "peer" "objectStore") }}
{{- end }}
{{- else if eq .mode "external" }}
{{- if not .external.trackingUri }}
- mlflow.external.trackingUri: is empty, but mlflow.mode is external. For example: trackingUri: http://mlflow.models:5000
{{- end }}
{{- if and .external.user (not .external.existingSecret) }}
- mlflow.external.existingSecret: is empty, but mlflow.external.user needs a password. For example: existingSecret: mlflow-login
{{- end }}
{{- include "slipway.checkPeer" (dict "root" $ "address" .external.trackingUri "at" "mlflow.external.trackingUri" "peer" "mlflow") }}
{{- end }}
{{- end }}
{{- end }}
