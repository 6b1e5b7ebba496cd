{{/*
The Job that migrates, and its pod: the one of an upgrade and those of the schedule are the same.
*/}}
{{- define "slipway.migrateJob" -}}
{{- $args := dict "root" . "component" "migrate" "uid" .Values.api.uid -}}
{{ include "slipway.jobSettings" . }}
template:
  metadata:
    labels:
      {{- include "slipway.podLabels" $args | nindent 6 }}
  spec:
    serviceAccountName: {{ include "slipway.fullname" . }}-migrate
    {{- include "slipway.podSettings" $args | nindent 4 }}
    restartPolicy: Never
    containers:
      - name: migrate
        image: {{ include "slipway.image" (dict "root" . "image" .Values.api.image) | quote }}
        imagePullPolicy: {{ .Values.global.image.pullPolicy }}
        command: [python, -m, slipway_api, migrate]
        env:
          - name: SLIPWAY_LOG_LEVEL
            value: info
          {{- $settings := include "slipway.databaseSettings" (dict "root" . "user" "migrator") | fromYaml }}
          {{- include "slipway.variables" $settings | nindent 10 }}
        resources:
          {{- toYaml .Values.jobs.resources | nindent 10 }}
        securityContext:
          {{- include "slipway.containerSecurity" $args | nindent 10 }}
        volumeMounts:
          - name: tmp
            mountPath: /tmp
          {{- include "slipway.databaseMounts" . | nindent 10 }}
    volumes:
      - name: tmp
        emptyDir:
          sizeLimit: 64Mi
      {{- include "slipway.databaseVolumes" (dict "root" . "user" "migrator") | nindent 6 }}
{{- end }}
