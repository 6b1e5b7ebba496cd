{{- define "slipway.checks.serving" }}
{{- range $component := list "api" "ui" }}
{{- with index $.Values $component }}
{{- $fewest := ternary .autoscaling.minReplicas .replicas .autoscaling.enabled | int }}
{{- if gt (int .autoscaling.minReplicas) (int .autoscaling.maxReplicas) }}
- {{ $component }}.autoscaling.minReplicas: is {{ .autoscaling.minReplicas }}, more than maxReplicas, which is {{ .autoscaling.maxReplicas }}. For example: minReplicas: 3, maxReplicas: 10
{{- end }}
{{- if and (gt $fewest 1) (ge (int .disruption.maxUnavailable) $fewest) }}
- {{ $component }}.disruption.maxUnavailable: is {{ .disruption.maxUnavailable }}: a node drain could take all {{ $fewest }} pods at once. For example: maxUnavailable: 1
{{- end }}
{{- $at := printf "%s.tracing.endpoint" $component }}
{{- include "slipway.checkPeer" (dict "root" $ "address" .tracing.endpoint "at" $at "peer" "collector") }}
{{- end }}
{{- end }}
{{- end }}
