{{- define "slipway.checks.containers" }}
{{- $limitRange := .Values.limitRange }}
{{- $containers := include "slipway.containers" . | fromYaml }}
{{- $resources := dict }}
{{- range $path, $container := $containers }}
{{- $_ := set $resources (printf "%s.resources" $path) $container.resources }}
{{- end }}
{{- if $limitRange.enabled }}
{{- $_ := set $resources "limitRange.defaults" $limitRange.defaults }}
{{- end }}
{{- range $amount := list "cpu" "memory" "ephemeral-storage" }}
{{- $max := include "slipway.number" (dict "amount" $amount "quantity" (get $limitRange.max $amount)) | int64 }}
{{- range $path, $wanted := $resources }}
{{- $request := get $wanted.requests $amount }}
{{- $limit := get $wanted.limits $amount }}
{{- $limitNumber := include "slipway.number" (dict "amount" $amount "quantity" $limit) | int64 }}
{{- if gt (include "slipway.number" (dict "amount" $amount "quantity" $request) | int64) $limitNumber }}
- {{ $path }}.requests.{{ $amount }}: is {{ $request }}, more than {{ $path }}.limits.{{ $amount }}. For example: {{ $amount }}: {{ $limit }}
{{- end }}
{{- if and $limitRange.enabled (gt $limitNumber $max) }}
- {{ $path }}.limits.{{ $amount }}: is {{ $limit }}, more than limitRange.max.{{ $amount }}. For example: limitRange.max.{{ $amount }}: {{ $limit }}
{{- end }}
{{- end }}
{{- end }}
{{- if eq .Values.profile "production" }}
{{- range $path, $container := omit $containers "jobs" }}
{{- with $container.image }}
{{- if not .digest }}
- {{ $path }}.image.digest: is empty, but production runs only what was tested: a tag of {{ .repository }} can move. For example: docker buildx imagetools inspect {{ .registry }}/{{ .repository }}:{{ .tag }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.checks.edge" }}
{{- $policies := .Values.networkPolicies }}
{{- if and $policies.enabled (not (include "slipway.isKnown" $policies.dns)) }}
- networkPolicies.dns: is empty, so the network policies would cut every pod off from name resolution. For example: podLabels: {k8s-app: kube-dns}
{{- end }}
{{- with .Values.edge }}
{{- if ne .mode "none" }}
{{- if not (or .uiHost .apiHost) }}
- edge.uiHost: and edge.apiHost are empty, so there is nothing to publish with edge.mode {{ .mode }}. For example: uiHost: predict.example.com
{{- end }}
{{- if and (eq .mode "httpRoute") (not .gateway.name) }}
- edge.gateway.name: is empty, but edge.mode httpRoute attaches to a Gateway. For example: name: public, namespace: gateway-system
{{- end }}
{{- if and $policies.enabled (not (include "slipway.isKnown" $policies.peers.gateway)) }}
- networkPolicies.peers.gateway: is empty, so the network policies would refuse every request that the edge lets in. For example: namespaceLabels: {kubernetes.io/metadata.name: gateway-system}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "slipway.checks.quota" }}
{{- with .Values.quota }}
{{- $balancers := 0 }}
{{- range list $.Values.api $.Values.ui }}
{{- if eq .service.type "LoadBalancer" }}{{ $balancers = add1 $balancers }}{{ end }}
{{- end }}
{{- if and (ne .mode "none") (gt $balancers (int64 .loadBalancers)) }}
- quota.loadBalancers: is {{ .loadBalancers }}, but the Services of type LoadBalancer need {{ $balancers }}. For example: loadBalancers: {{ $balancers }}
{{- end }}
{{- if eq .mode "explicit" }}
{{- $claims := include "slipway.claims" $ | int64 }}
{{- if lt (include "slipway.number" (dict "amount" "storage" "quantity" .explicit.storage) | int64) $claims }}
{{- $need := include "slipway.mebibytes" $claims }}
- quota.explicit.storage: is {{ .explicit.storage }}, but the volumes of the release need {{ $need }}. For example: storage: {{ $need }}
{{- end }}
{{- $podSets := include "slipway.podSets" $ | fromYaml }}
{{- range $of := list "requests" "limits" }}
{{- range $amount, $need := include "slipway.need" (dict "root" $ "count" "fewest" "of" $of) | fromYaml }}
{{- $quantity := index $.Values.quota.explicit $of $amount }}
{{- if lt (include "slipway.number" (dict "amount" $amount "quantity" $quantity) | int64) (int64 $need) }}
{{- $enough := ternary (printf "%sm" $need) (include "slipway.mebibytes" $need) (eq $amount "cpu") }}
- quota.explicit.{{ $of }}.{{ $amount }}: is {{ $quantity }}, but {{ $podSets.api.fewest }} api pods, {{ $podSets.ui.fewest }} ui pods and the stores of the release need {{ $enough }} at their smallest scale. For example: {{ $amount }}: {{ $enough }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
