{{- /* Generated from src/platform/components/migrate/index.ts: change it there, then run `npm run build`. */ -}}

{{/* What the Job and the CronJob of migrate do. */}}
{{- define "slipway.migrate" -}}
{{- include "slipway.jobOptions" . | nindent 0 }}
template:
  metadata:
    labels:
      {{- include "slipway.podLabels" (dict "root" . "component" "migrate" "more" dict) | nindent 6 }}
  spec:
    {{- include "slipway.podOptions" (dict "root" . "uid" .Values.api.uid) | nindent 4 }}
    serviceAccountName: {{ include "slipway.fullname" . }}-migrate
    restartPolicy: Never
    containers:
      - name: migrate
        image: {{ include "slipway.image" (dict "root" . "image" .Values.api.image) | quote }}
        {{- include "slipway.containerOptions" (dict "root" . "uid" .Values.api.uid) | nindent 8 }}
        command:
          - python
          - "-m"
          - slipway_api
          - migrate
        env:
          {{- include "slipway.databaseSettings" (dict "root" . "user" "migrator") | nindent 10 }}
          - name: SLIPWAY_LOG_LEVEL
            value: info
        volumeMounts:
          - name: tmp
            mountPath: /tmp
          {{- include "slipway.databaseMounts" . | nindent 10 }}
        resources:
          {{- toYaml .Values.jobs.resources | nindent 10 }}
    volumes:
      - name: tmp
        emptyDir:
          sizeLimit: "64Mi"
      {{- include "slipway.databaseVolumes" (dict "root" . "user" "migrator") | nindent 6 }}
{{- end }}
