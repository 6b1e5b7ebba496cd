{{- /* Generated from these files: change it there, then run `npm run build`.
  src/platform/kinds/pod.ts
  src/platform/kinds/security.ts
  src/platform/kinds/container.ts
  src/platform/kinds/volume.ts
  src/platform/kinds/task.ts
*/ -}}

{{/* What every pod of the release has, whatever makes it. Call it with (dict "root" $ "uid" …). */}}
{{- define "slipway.podOptions" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- if .root.Values.podSecurity.userNamespaces }}
hostUsers: false
{{- end }}
{{- with .root.Values.global.image.pullSecrets }}
imagePullSecrets:
  {{- range $name := . }}
  - name: {{ $name | quote }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  {{- if .root.Values.podSecurity.fixedUsers }}
  runAsUser: {{ .uid | int64 }}
  runAsGroup: {{ .uid | int64 }}
  fsGroup: {{ .uid | int64 }}
  {{- end }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{/* Which nodes the pods of a server may run on, and how much they matter when nodes are full. Call it with (dict "root" $ "scheduling" …). */}}
{{- define "slipway.placement" -}}
{{- if .root.Values.priorityClass.create }}
priorityClassName: {{ printf "%s.%s-%d" .root.Release.Namespace (include "slipway.fullname" .root) (int64 .root.Values.priorityClass.value) | quote }}
{{- else }}
{{- with .root.Values.priorityClass.name }}
priorityClassName: {{ . | quote }}
{{- end }}
{{- end }}
{{- with .scheduling.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .scheduling.tolerations }}
tolerations:
  {{- range $toleration := . }}
  - {{- toYaml $toleration | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/* Pods of a component run apart from each other by node, and evenly over zones. Call it with (dict "root" $ "component" … "antiAffinity" …). */}}
{{- define "slipway.apart" -}}
{{- if eq .antiAffinity "required" }}
affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- include "slipway.selectorLabels" (dict "root" .root "component" .component) | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
{{- else if eq .antiAffinity "preferred" }}
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          topologyKey: kubernetes.io/hostname
          labelSelector:
            matchLabels:
              {{- include "slipway.selectorLabels" (dict "root" .root "component" .component) | nindent 14 }}
          matchLabelKeys:
            - pod-template-hash
{{- end }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "slipway.selectorLabels" (dict "root" .root "component" .component) | nindent 8 }}
    matchLabelKeys:
      - pod-template-hash
{{- end }}

{{/* What every container of the release has: no rights that the Pod Security Standard "restricted" forbids. Call it with (dict "root" $ "uid" …). */}}
{{- define "slipway.containerOptions" -}}
imagePullPolicy: {{ .root.Values.global.image.pullPolicy | quote }}
securityContext:
  allowPrivilegeEscalation: false
  capabilities:
    drop:
      - ALL
  privileged: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  {{- if .root.Values.podSecurity.fixedUsers }}
  runAsUser: {{ .uid | int64 }}
  runAsGroup: {{ .uid | int64 }}
  {{- end }}
{{- end }}

{{/* Environment variables that tell a process what it may use. */}}
{{- define "slipway.podFacts" -}}
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: CPU_LIMIT
  valueFrom:
    resourceFieldRef:
      resource: limits.cpu
      divisor: "1m"
- name: MEMORY_LIMIT
  valueFrom:
    resourceFieldRef:
      resource: limits.memory
{{- end }}

{{/* A user's environment variables, but for those that slipway.podFacts sets. Call it with (dict "env" …). */}}
{{- define "slipway.userEnv" -}}
{{- range $name, $value := omit .env "POD_NAME" "CPU_LIMIT" "MEMORY_LIMIT" }}
- name: {{ $name | quote }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* The entries of a map as a list, each with its key as its name. Call it with (dict "items" …). */}}
{{- define "slipway.namedItems" -}}
{{- range $name, $item := .items }}
- name: {{ $name | quote }}
  {{- with omit $item "name" }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
{{- end }}

{{/* The end of the names of Jobs. A Job can never change, so it has another name when anything changes. */}}
{{- define "slipway.run" -}}
{{ printf "%d %s %s %s" .Release.Revision .Chart.Version .Chart.AppVersion (.Values | toJson) | sha256sum | trunc 6 }}
{{- end }}

{{/* How often and how long a Job is tried. */}}
{{- define "slipway.jobOptions" -}}
backoffLimit: {{ .Values.jobs.retries | int64 }}
activeDeadlineSeconds: {{ .Values.jobs.deadlineSeconds | int64 }}
podFailurePolicy:
  rules:
    - action: Ignore
      onPodConditions:
        - type: DisruptionTarget
          status: "True"
{{- end }}
