{{- /* Generated from these files: change it there, then run `npm run build`.
  src/platform/assertions/names.ts
  src/platform/assertions/scaling.ts
*/ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "slipway.checks" -}}
{{- if not (regexMatch "^[a-z]" (include "slipway.fullname" .)) }}
- key: fullnameOverride
  problem: {{ printf "is needed: Services cannot be called %s, their names start with a letter." (include "slipway.fullname" .) | quote }}
  example: "fullnameOverride: shop"
{{- end }}
{{- range $name := list "api" "ui" }}
{{- $workload := index $.Values $name }}
{{- $fewest := ternary $workload.autoscaling.minReplicas $workload.replicas $workload.autoscaling.enabled | int64 }}
{{- if gt (int64 $workload.autoscaling.minReplicas) (int64 $workload.autoscaling.maxReplicas) }}
- key: {{ $name }}.autoscaling.minReplicas
  problem: {{ printf "is %d, more than maxReplicas, which is %d." (int64 $workload.autoscaling.minReplicas) (int64 $workload.autoscaling.maxReplicas)
      | quote }}
  example: "minReplicas: 3, maxReplicas: 10"
{{- end }}
{{- if and (gt $fewest 1) (ge (int64 $workload.disruption.maxUnavailable) $fewest) }}
- key: {{ $name }}.disruption.maxUnavailable
  problem: {{ printf "is %d: a node drain could take all %d pods at once." (int64 $workload.disruption.maxUnavailable) $fewest | quote }}
  example: "maxUnavailable: 1"
{{- end }}
{{- end }}
{{- end }}
