{{- define "slipway.checks.ui" }}
{{- $auth := .Values.api.auth }}
{{- with .Values.ui.session }}
{{- if and (eq $.Values.profile "production") (not .existingSecret) }}
- ui.session.existingSecret: is empty, but production needs a Secret with the cookie secret that all pods share. For example: kubectl -n {{ $.Release.Namespace }} create secret generic slipway-session --from-literal={{ .secretKey }}=$(openssl rand -hex 32)
{{- end }}
{{- include "slipway.checkNoSecret" (dict "root" $ "value" .cookieSecret "at" "ui.session.cookieSecret" "example" "ui.session.existingSecret: slipway-session") }}
{{- end }}
{{- with .Values.ui.apiAccess }}
{{- include "slipway.checkNoSecret" (dict "root" $ "value" .key "at" "ui.apiAccess.key" "example" "ui.apiAccess.existingSecret: slipway-ui-api-key") }}
{{- if and (or $auth.existingSecret $auth.keys) (not (or .existingSecret .key)) }}
- ui.apiAccess.existingSecret: is empty, but the API asks for a key, and the user interface has none. For example: kubectl -n {{ $.Release.Namespace }} create secret generic slipway-ui-api-key --from-literal={{ .secretKey }}=$(openssl rand -hex 32)
{{- end }}
{{- end }}
{{- end }}
