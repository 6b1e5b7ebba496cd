{{- /* Generated from these files: change it there, then run `npm run build`.
  src/platform/assertions/resources.ts
  src/platform/assertions/images.ts
  src/platform/assertions/edge.ts
  src/platform/assertions/quota.ts
*/ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "slipway.policies.checks" -}}
{{- $loadBalancers := 0 }}
{{- range $name := list "api" "ui" }}
{{- if eq ((index $.Values $name).service.type) "LoadBalancer" }}
{{- $loadBalancers = add $loadBalancers 1 }}
{{- end }}
{{- end }}
{{- $claimedStorage := include "slipway.claimedStorage" . | int64 }}
{{- $components := include "slipway.components" . | fromYaml }}
{{- $containers := include "slipway.containers" . | fromYaml }}
{{- $apiFewestPods := ternary .Values.api.autoscaling.minReplicas .Values.api.replicas .Values.api.autoscaling.enabled | int64 }}
{{- $uiFewestPods := ternary .Values.ui.autoscaling.minReplicas .Values.ui.replicas .Values.ui.autoscaling.enabled | int64 }}
{{- range $container := include "slipway.containers" . | fromYaml }}
{{- if $container.exists }}
{{- range $amount := list "cpu" "memory" "ephemeral-storage" }}
{{- $most := include "slipway.number" (dict "amount" $amount "quantity" (index $.Values.limitRange.max $amount)) | int64 }}
{{- if gt (include "slipway.number" (dict "amount" $amount "quantity" (index $container.resources.requests $amount)) | int64)
    (include "slipway.number" (dict "amount" $amount "quantity" (index $container.resources.limits $amount)) | int64) }}
- key: {{ $container.at }}.requests.{{ $amount }}
  problem: {{ printf "is %s, more than %s.limits.%s." (index $container.resources.requests $amount) $container.at $amount | quote }}
  example: {{ printf "%s: %s" $amount (index $container.resources.limits $amount) | quote }}
{{- end }}
{{- if $.Values.limitRange.enabled }}
{{- if gt (include "slipway.number" (dict "amount" $amount "quantity" (index $container.resources.limits $amount)) | int64) $most }}
- key: {{ $container.at }}.limits.{{ $amount }}
  problem: {{ printf "is %s, more than limitRange.max.%s." (index $container.resources.limits $amount) $amount | quote }}
  example: {{ printf "limitRange.max.%s: %s" $amount (index $container.resources.limits $amount) | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $key, $container := include "slipway.containers" . | fromYaml }}
{{- with $container.image }}
{{- if and (eq $.Values.profile "production") $container.exists (not .digest) }}
- key: {{ $key }}.image.digest
  problem: {{ printf "is empty, but production runs only what was tested: a tag of %s can move." .repository | quote }}
  example: {{ printf "docker buildx imagetools inspect %s/%s:%s" .registry .repository .tag | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.networkPolicies.enabled (ne (include "slipway.isKnown" (dict "peer" .Values.networkPolicies.dns)) "true") }}
- key: networkPolicies.dns
  problem: "is empty, so the network policies would cut every pod off from name resolution."
  example: "podLabels: {k8s-app: kube-dns}"
{{- end }}
{{- if and (ne .Values.edge.mode "none") (not .Values.edge.uiHost) (not .Values.edge.apiHost) }}
- key: edge.uiHost
  problem: {{ printf "and edge.apiHost are empty, so there is nothing to publish with edge.mode %s." .Values.edge.mode | quote }}
  example: "uiHost: predict.example.com"
{{- end }}
{{- if and (eq .Values.edge.mode "httpRoute") (not .Values.edge.gateway.name) }}
- key: edge.gateway.name
  problem: "is empty, but edge.mode httpRoute attaches to a Gateway."
  example: "name: public, namespace: gateway-system"
{{- end }}
{{- if and (ne .Values.edge.mode "none") .Values.networkPolicies.enabled
    (ne (include "slipway.isKnown" (dict "peer" .Values.networkPolicies.peers.gateway)) "true") }}
- key: networkPolicies.peers.gateway
  problem: "is empty, so the network policies would refuse every request that the edge lets in."
  example: "namespaceLabels: {kubernetes.io/metadata.name: gateway-system}"
{{- end }}
{{- if and (ne .Values.quota.mode "none") (gt $loadBalancers (int64 .Values.quota.loadBalancers)) }}
- key: quota.loadBalancers
  problem: {{ printf "is %d, but the Services of type LoadBalancer need %d." (int64 .Values.quota.loadBalancers) $loadBalancers | quote }}
  example: {{ printf "loadBalancers: %d" $loadBalancers | quote }}
{{- end }}
{{- if and (eq .Values.quota.mode "explicit") (lt (include "slipway.bytes" (dict "quantity" .Values.quota.explicit.storage) | int64) $claimedStorage) }}
- key: quota.explicit.storage
  problem: {{ printf "is %s, but the volumes of the release need %s." .Values.quota.explicit.storage
      (include "slipway.quantity" (dict "amount" "memory" "number" $claimedStorage)) | quote }}
  example: {{ printf "storage: %s" (include "slipway.quantity" (dict "amount" "memory" "number" $claimedStorage)) | quote }}
{{- end }}
{{- if eq .Values.quota.mode "explicit" }}
{{- range $of := list "requests" "limits" }}
{{- range $amount := list "cpu" "memory" }}
{{- $needed := include "slipway.need" (dict "components" $components "containers" $containers "count" "fewest" "of" $of "amount" $amount) | int64 }}
{{- if lt (include "slipway.number" (dict "amount" $amount "quantity" (index $.Values.quota.explicit $of $amount)) | int64) $needed }}
- key: quota.explicit.{{ $of }}.{{ $amount }}
  problem: {{ printf "is %s, but %d api pods, %d ui pods and the stores of the release need %s at their smallest scale."
      (index $.Values.quota.explicit $of $amount) $apiFewestPods $uiFewestPods (include "slipway.quantity" (dict "amount" $amount "number" $needed)) | quote }}
  example: {{ printf "%s: %s" $amount (include "slipway.quantity" (dict "amount" $amount "number" $needed)) | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
