{{/*
Pod settings that all pods share. Call with (dict "root" $ "uid" .Values.api.uid).
*/}}
{{- define "slipway.podSettings" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- if .root.Values.podSecurity.userNamespaces }}
hostUsers: false
{{- end }}
{{- with .root.Values.global.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . | quote }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  {{- if .root.Values.podSecurity.fixedUsers }}
  runAsUser: {{ int64 .uid }}
  runAsGroup: {{ int64 .uid }}
  fsGroup: {{ int64 .uid }}
  {{- end }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{/*
Security context of a container. Call with (dict "root" $ "uid" .Values.api.uid).
*/}}
{{- define "slipway.containerSecurity" -}}
allowPrivilegeEscalation: false
capabilities:
  drop:
    - ALL
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
{{- if .root.Values.podSecurity.fixedUsers }}
runAsUser: {{ int64 .uid }}
runAsGroup: {{ int64 .uid }}
{{- end }}
{{- end }}

{{/*
Which nodes pods run on, and how important they are. Call with (dict "root" $ "scheduling" .Values.api.scheduling).
*/}}
{{- define "slipway.scheduling" -}}
{{- with include "slipway.priorityClassName" .root }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- with .scheduling.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .scheduling.tolerations }}
tolerations:
  {{- range . }}
  - {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
How the Deployments that serve roll out. Call with (dict "root" $ "component" "api").
*/}}
{{- define "slipway.rollout" -}}
{{- with index .root.Values .component }}
{{- if not .autoscaling.enabled }}
replicas: {{ .replicas }}
{{- end }}
revisionHistoryLimit: {{ .rollout.revisionHistory }}
minReadySeconds: {{ .rollout.minReadySeconds }}
selector:
  matchLabels:
    {{- include "slipway.selectorLabels" $ | nindent 4 }}
strategy:
  type: RollingUpdate
  rollingUpdate:
    maxUnavailable: 0
    maxSurge: {{ .rollout.maxSurge }}
{{- end }}
{{- end }}

{{/*
How the pods of a workload spread. Call with (dict "root" $ "component" "api" "scheduling" .Values.api.scheduling).
*/}}
{{- define "slipway.spread" -}}
{{- if eq .scheduling.antiAffinity "required" }}
affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- include "slipway.selectorLabels" . | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
{{- else if eq .scheduling.antiAffinity "preferred" }}
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "slipway.selectorLabels" . | nindent 14 }}
          matchLabelKeys:
            - pod-template-hash
{{- end }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "slipway.selectorLabels" . | nindent 8 }}
    matchLabelKeys:
      - pod-template-hash
{{- end }}

{{/*
Variables that tell a container about its pod, then those of the values. Call with .Values.api.env.
*/}}
{{- define "slipway.podEnv" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: CPU_LIMIT
  valueFrom:
    resourceFieldRef:
      resource: limits.cpu
      divisor: 1m
- name: MEMORY_LIMIT
  valueFrom:
    resourceFieldRef:
      resource: limits.memory
{{- include "slipway.variables" (omit . "POD_NAME" "CPU_LIMIT" "MEMORY_LIMIT") }}
{{- end }}

{{/*
The password that one user of the database needs, and the certificate to trust. Call with (dict "root" $ "user" "app").
*/}}
{{- define "slipway.databaseVolumes" -}}
- name: database
  secret:
    secretName: {{ include "slipway.secretName" (dict "root" .root "component" "database") | quote }}
    items:
      - key: {{ .user }}
        path: {{ .user }}
{{- with include "slipway.database" .root | fromYaml }}
{{- if .caSecret }}
- name: database-ca
  secret:
    secretName: {{ .caSecret | quote }}
    items:
      - key: {{ .caKey | quote }}
        path: ca.crt
{{- end }}
{{- end }}
{{- end }}

{{/*
Where containers mount those volumes.
*/}}
{{- define "slipway.databaseMounts" -}}
- name: database
  mountPath: /var/run/secrets/slipway/database
  readOnly: true
{{- if (include "slipway.database" . | fromYaml).caSecret }}
- name: database-ca
  mountPath: /var/run/secrets/slipway/database-ca
  readOnly: true
{{- end }}
{{- end }}

{{/*
How the apps connect to the database. Call with (dict "root" $ "user" "app").
*/}}
{{- define "slipway.databaseSettings" -}}
{{- with include "slipway.database" .root | fromYaml -}}
SLIPWAY_DATABASE_HOST: {{ .host | quote }}
SLIPWAY_DATABASE_PORT: {{ .port | quote }}
SLIPWAY_DATABASE_NAME: {{ $.root.Values.database.name | quote }}
SLIPWAY_DATABASE_USER: {{ $.user }}
SLIPWAY_DATABASE_SSL_MODE: {{ .sslMode | quote }}
{{- if .caSecret }}
SLIPWAY_DATABASE_SSL_ROOT_CERT_FILE: /var/run/secrets/slipway/database-ca/ca.crt
{{- end }}
SLIPWAY_DATABASE_PASSWORD_FILE: /var/run/secrets/slipway/database/{{ $.user }}
{{- end }}
{{- end }}

{{/*
How the apps connect to MLflow.
*/}}
{{- define "slipway.mlflowSettings" -}}
{{- if eq .Values.mlflow.mode "embedded" -}}
MLFLOW_TRACKING_URI: http://{{ include "slipway.fullname" . }}-mlflow:5000
{{- else -}}
MLFLOW_TRACKING_URI: {{ .Values.mlflow.external.trackingUri | quote }}
{{- end }}
{{- with include "slipway.mlflowLogin" . | fromYaml }}
MLFLOW_TRACKING_USERNAME: {{ .user | quote }}
SLIPWAY_MLFLOW_PASSWORD_FILE: /var/run/secrets/slipway/mlflow/password
{{- end }}
{{- end }}

{{/*
The password for MLflow, where it asks for one: its mount, then its volume.
*/}}
{{- define "slipway.mlflowLoginMount" -}}
{{- if include "slipway.mlflowLogin" . -}}
- name: mlflow
  mountPath: /var/run/secrets/slipway/mlflow
  readOnly: true
{{- end }}
{{- end }}

{{- define "slipway.mlflowLoginVolume" -}}
{{- with include "slipway.mlflowLogin" . | fromYaml -}}
- name: mlflow
  secret:
    secretName: {{ .secret | quote }}
    items:
      - key: {{ .key | quote }}
        path: password
{{- end }}
{{- end }}

{{/*
What all Jobs share.
*/}}
{{- define "slipway.jobSettings" -}}
backoffLimit: {{ .Values.jobs.retries }}
activeDeadlineSeconds: {{ .Values.jobs.deadlineSeconds }}
podFailurePolicy:
  rules:
    - action: Ignore
      onPodConditions:
        - type: DisruptionTarget
          status: "True"
{{- end }}

{{/*
What all CronJobs share.
*/}}
{{- define "slipway.cronJobSettings" -}}
timeZone: Etc/UTC
concurrencyPolicy: Forbid
startingDeadlineSeconds: 900
successfulJobsHistoryLimit: 3
failedJobsHistoryLimit: 3
{{- end }}
