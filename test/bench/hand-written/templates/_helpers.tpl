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
Labels that select the pods of a component. Call with (dict "component" "api" "context" $).
*/}}
{{- define "slipway.selectorLabels" -}}
app.kubernetes.io/name: {{ .context.Chart.Name | quote }}
app.kubernetes.io/instance: {{ .context.Release.Name | quote }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/*
Labels of every object of a component. Call with (dict "component" "api" "context" $).
*/}}
{{- define "slipway.labels" -}}
{{ include "slipway.selectorLabels" . }}
app.kubernetes.io/version: {{ .context.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: {{ .context.Chart.Name | quote }}
app.kubernetes.io/managed-by: {{ .context.Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .context.Chart.Name .context.Chart.Version | replace "+" "_" | quote }}
{{- $own := list "name" "instance" "component" "version" "part-of" "managed-by" }}
{{- range $key, $value := omit .context.Values.commonLabels "helm.sh/chart" }}
{{- if not (has (trimPrefix "app.kubernetes.io/" $key) $own) }}
{{ $key | quote }}: {{ $value | quote }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Labels of the pods of a workload. Call with (dict "component" "api" "values" .Values.api "context" $).
*/}}
{{- define "slipway.podLabels" -}}
{{- $own := include "slipway.selectorLabels" . | fromYaml }}
{{- toYaml (merge (dict) $own .values.podLabels .context.Values.commonLabels) }}
{{- end }}

{{/*
Image reference. Call with (dict "image" .Values.api.image "context" $).
*/}}
{{- define "slipway.image" -}}
{{- $registry := .context.Values.global.image.registry | default .image.registry }}
{{- $tag := .image.tag | default .context.Chart.AppVersion }}
{{- printf "%s/%s:%s" $registry .image.repository $tag }}
{{- with .image.digest }}@{{ . }}{{ end }}
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
Pod settings that all pods share. Call with (dict "uid" .Values.api.uid "context" $).
*/}}
{{- define "slipway.podSettings" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- if .context.Values.podSecurity.userNamespaces }}
hostUsers: false
{{- end }}
{{- with .context.Values.global.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . | quote }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  {{- if .context.Values.podSecurity.fixedUsers }}
  runAsUser: {{ int .uid }}
  runAsGroup: {{ int .uid }}
  fsGroup: {{ int .uid }}
  {{- end }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{/*
Security context of a container. Call with (dict "uid" .Values.api.uid "context" $).
*/}}
{{- define "slipway.containerSecurityContext" -}}
allowPrivilegeEscalation: false
capabilities:
  drop:
    - ALL
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
{{- if .context.Values.podSecurity.fixedUsers }}
runAsUser: {{ int .uid }}
runAsGroup: {{ int .uid }}
{{- end }}
{{- end }}

{{/*
Where the pods of a workload run. Call with (dict "component" "api" "values" .Values.api "context" $).
*/}}
{{- define "slipway.scheduling" -}}
{{- with .values.scheduling.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.scheduling.tolerations }}
tolerations:
  {{- range . }}
  - {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- if eq .values.scheduling.antiAffinity "required" }}
affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- include "slipway.selectorLabels" . | nindent 12 }}
        matchLabelKeys:
          - pod-template-hash
{{- else if eq .values.scheduling.antiAffinity "preferred" }}
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
Variables that tell a container about its pod.
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
{{- end }}

{{/*
Not empty when the values say where a partner is. Call with the values of the partner.
*/}}
{{- define "slipway.isKnown" -}}
{{- if or .namespaceLabels .podLabels .cidrs }}yes{{ end }}
{{- end }}

{{/*
Network policy peers: pods by labels, then networks. Call with the values of the partner.
*/}}
{{- define "slipway.peers" -}}
{{- if or .namespaceLabels .podLabels -}}
-
  {{- with .namespaceLabels }}
  namespaceSelector:
    matchLabels:
      {{- toYaml . | nindent 6 }}
  {{- end }}
  {{- with .podLabels }}
  podSelector:
    matchLabels:
      {{- toYaml . | nindent 6 }}
  {{- end }}
{{- end }}
{{- range .cidrs }}
- ipBlock:
    cidr: {{ . | quote }}
{{- end }}
{{- end }}

{{/*
Egress rule for name resolution.
*/}}
{{- define "slipway.dnsEgress" -}}
{{- with .Values.networkPolicies.dns }}
{{- if include "slipway.isKnown" . -}}
- to:
    {{- include "slipway.peers" . | nindent 4 }}
  ports:
    - protocol: UDP
      port: 53
    - protocol: TCP
      port: 53
{{- end }}
{{- end }}
{{- end }}

{{/*
The Gateway that routes attach to.
*/}}
{{- define "slipway.parentRefs" -}}
- name: {{ .Values.edge.gateway.name | quote }}
  {{- with .Values.edge.gateway.namespace }}
  namespace: {{ . | quote }}
  {{- end }}
  {{- with .Values.edge.gateway.sectionName }}
  sectionName: {{ . | quote }}
  {{- end }}
{{- end }}

{{/*
A CPU quantity in thousandths of a CPU.
*/}}
{{- define "slipway.millicores" -}}
{{- if hasSuffix "m" . }}
{{- trimSuffix "m" . | int64 }}
{{- else }}
{{- mulf . 1000 | int64 }}
{{- end }}
{{- end }}

{{/*
A memory quantity in bytes.
*/}}
{{- define "slipway.bytes" -}}
{{- $units := dict "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 }}
{{- $number := regexFind "^[0-9.]+" . }}
{{- mulf $number (get $units (trimPrefix $number .) | default 1) | int64 }}
{{- end }}
