{{- /* Generated from these files: change it there, then run `npm run build`.
  src/platform/assertions/names.ts
  src/platform/components/api/index.ts
  src/platform/components/api/assertions.ts
  src/platform/components/ui/index.ts
  src/platform/components/ui/assertions.ts
  src/platform/components/database/assertions.ts
  src/platform/components/cache/assertions.ts
  src/platform/components/mlflow/assertions.ts
  src/platform/assertions/resources.ts
  src/platform/assertions/images.ts
  src/platform/assertions/edge.ts
  src/platform/assertions/quota.ts
*/ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "slipway.checks" -}}
{{- $apiFewestPods := ternary .Values.api.autoscaling.minReplicas .Values.api.replicas .Values.api.autoscaling.enabled | int64 }}
{{- $isProduction := eq .Values.profile "production" }}
{{- $issuer := .Values.networkPolicies.peers.issuer }}
{{- $issuerIsKnown := or (not (empty $issuer.namespaceLabels)) (not (empty $issuer.podLabels)) (not (empty $issuer.cidrs)) }}
{{- $collector := .Values.networkPolicies.peers.collector }}
{{- $collectorIsKnown := or (not (empty $collector.namespaceLabels)) (not (empty $collector.podLabels)) (not (empty $collector.cidrs)) }}
{{- $uiFewestPods := ternary .Values.ui.autoscaling.minReplicas .Values.ui.replicas .Values.ui.autoscaling.enabled | int64 }}
{{- $databasePasswords := .Values.database.passwords }}
{{- $database := .Values.networkPolicies.peers.database }}
{{- $databaseIsKnown := or (not (empty $database.namespaceLabels)) (not (empty $database.podLabels)) (not (empty $database.cidrs)) }}
{{- $cachePasswords := .Values.cache.passwords }}
{{- $cache := .Values.networkPolicies.peers.cache }}
{{- $cacheIsKnown := or (not (empty $cache.namespaceLabels)) (not (empty $cache.podLabels)) (not (empty $cache.cidrs)) }}
{{- $mlflowPasswords := .Values.mlflow.passwords }}
{{- $usesBucket := and (eq .Values.mlflow.mode "embedded") (eq .Values.mlflow.artifacts.store "s3") }}
{{- $objectStore := .Values.networkPolicies.peers.objectStore }}
{{- $objectStoreIsKnown := or (not (empty $objectStore.namespaceLabels)) (not (empty $objectStore.podLabels)) (not (empty $objectStore.cidrs)) }}
{{- $mlflow := .Values.networkPolicies.peers.mlflow }}
{{- $mlflowIsKnown := or (not (empty $mlflow.namespaceLabels)) (not (empty $mlflow.podLabels)) (not (empty $mlflow.cidrs)) }}
{{- $apiRequests := .Values.api.resources.requests }}
{{- $apiCpuRequest := include "slipway.cpuMillis" (dict "quantity" $apiRequests.cpu) | int64 }}
{{- $apiLimits := .Values.api.resources.limits }}
{{- $apiCpuLimit := include "slipway.cpuMillis" (dict "quantity" $apiLimits.cpu) | int64 }}
{{- $maxCpu := include "slipway.cpuMillis" (dict "quantity" .Values.limitRange.max.cpu) | int64 }}
{{- $apiMemoryRequest := include "slipway.bytes" (dict "quantity" $apiRequests.memory) | int64 }}
{{- $apiMemoryLimit := include "slipway.bytes" (dict "quantity" $apiLimits.memory) | int64 }}
{{- $maxMemory := include "slipway.bytes" (dict "quantity" .Values.limitRange.max.memory) | int64 }}
{{- $apiStorageRequest := include "slipway.bytes" (dict "quantity" (index $apiRequests "ephemeral-storage")) | int64 }}
{{- $apiStorageLimit := include "slipway.bytes" (dict "quantity" (index $apiLimits "ephemeral-storage")) | int64 }}
{{- $maxStorage := include "slipway.bytes" (dict "quantity" (index .Values.limitRange.max "ephemeral-storage")) | int64 }}
{{- $uiRequests := .Values.ui.resources.requests }}
{{- $uiCpuRequest := include "slipway.cpuMillis" (dict "quantity" $uiRequests.cpu) | int64 }}
{{- $uiLimits := .Values.ui.resources.limits }}
{{- $uiCpuLimit := include "slipway.cpuMillis" (dict "quantity" $uiLimits.cpu) | int64 }}
{{- $uiMemoryRequest := include "slipway.bytes" (dict "quantity" $uiRequests.memory) | int64 }}
{{- $uiMemoryLimit := include "slipway.bytes" (dict "quantity" $uiLimits.memory) | int64 }}
{{- $uiStorageRequest := include "slipway.bytes" (dict "quantity" (index $uiRequests "ephemeral-storage")) | int64 }}
{{- $uiStorageLimit := include "slipway.bytes" (dict "quantity" (index $uiLimits "ephemeral-storage")) | int64 }}
{{- $databaseRequests := .Values.database.resources.requests }}
{{- $databaseCpuRequest := include "slipway.cpuMillis" (dict "quantity" $databaseRequests.cpu) | int64 }}
{{- $databaseLimits := .Values.database.resources.limits }}
{{- $databaseCpuLimit := include "slipway.cpuMillis" (dict "quantity" $databaseLimits.cpu) | int64 }}
{{- $databaseMemoryRequest := include "slipway.bytes" (dict "quantity" $databaseRequests.memory) | int64 }}
{{- $databaseMemoryLimit := include "slipway.bytes" (dict "quantity" $databaseLimits.memory) | int64 }}
{{- $databaseStorageRequest := include "slipway.bytes" (dict "quantity" (index $databaseRequests "ephemeral-storage")) | int64 }}
{{- $databaseStorageLimit := include "slipway.bytes" (dict "quantity" (index $databaseLimits "ephemeral-storage")) | int64 }}
{{- $databaseExporterRequests := .Values.database.exporter.resources.requests }}
{{- $databaseExporterCpuRequest := include "slipway.cpuMillis" (dict "quantity" $databaseExporterRequests.cpu) | int64 }}
{{- $databaseExporterLimits := .Values.database.exporter.resources.limits }}
{{- $databaseExporterCpuLimit := include "slipway.cpuMillis" (dict "quantity" $databaseExporterLimits.cpu) | int64 }}
{{- $databaseExporterMemoryRequest := include "slipway.bytes" (dict "quantity" $databaseExporterRequests.memory) | int64 }}
{{- $databaseExporterMemoryLimit := include "slipway.bytes" (dict "quantity" $databaseExporterLimits.memory) | int64 }}
{{- $databaseExporterStorageRequest := include "slipway.bytes" (dict "quantity" (index $databaseExporterRequests "ephemeral-storage")) | int64 }}
{{- $databaseExporterStorageLimit := include "slipway.bytes" (dict "quantity" (index $databaseExporterLimits "ephemeral-storage")) | int64 }}
{{- $cacheRequests := .Values.cache.resources.requests }}
{{- $cacheCpuRequest := include "slipway.cpuMillis" (dict "quantity" $cacheRequests.cpu) | int64 }}
{{- $cacheLimits := .Values.cache.resources.limits }}
{{- $cacheCpuLimit := include "slipway.cpuMillis" (dict "quantity" $cacheLimits.cpu) | int64 }}
{{- $cacheMemoryRequest := include "slipway.bytes" (dict "quantity" $cacheRequests.memory) | int64 }}
{{- $cacheMemoryLimit := include "slipway.bytes" (dict "quantity" $cacheLimits.memory) | int64 }}
{{- $cacheStorageRequest := include "slipway.bytes" (dict "quantity" (index $cacheRequests "ephemeral-storage")) | int64 }}
{{- $cacheStorageLimit := include "slipway.bytes" (dict "quantity" (index $cacheLimits "ephemeral-storage")) | int64 }}
{{- $cacheExporterRequests := .Values.cache.exporter.resources.requests }}
{{- $cacheExporterCpuRequest := include "slipway.cpuMillis" (dict "quantity" $cacheExporterRequests.cpu) | int64 }}
{{- $cacheExporterLimits := .Values.cache.exporter.resources.limits }}
{{- $cacheExporterCpuLimit := include "slipway.cpuMillis" (dict "quantity" $cacheExporterLimits.cpu) | int64 }}
{{- $cacheExporterMemoryRequest := include "slipway.bytes" (dict "quantity" $cacheExporterRequests.memory) | int64 }}
{{- $cacheExporterMemoryLimit := include "slipway.bytes" (dict "quantity" $cacheExporterLimits.memory) | int64 }}
{{- $cacheExporterStorageRequest := include "slipway.bytes" (dict "quantity" (index $cacheExporterRequests "ephemeral-storage")) | int64 }}
{{- $cacheExporterStorageLimit := include "slipway.bytes" (dict "quantity" (index $cacheExporterLimits "ephemeral-storage")) | int64 }}
{{- $mlflowRequests := .Values.mlflow.resources.requests }}
{{- $mlflowCpuRequest := include "slipway.cpuMillis" (dict "quantity" $mlflowRequests.cpu) | int64 }}
{{- $mlflowLimits := .Values.mlflow.resources.limits }}
{{- $mlflowCpuLimit := include "slipway.cpuMillis" (dict "quantity" $mlflowLimits.cpu) | int64 }}
{{- $mlflowMemoryRequest := include "slipway.bytes" (dict "quantity" $mlflowRequests.memory) | int64 }}
{{- $mlflowMemoryLimit := include "slipway.bytes" (dict "quantity" $mlflowLimits.memory) | int64 }}
{{- $mlflowStorageRequest := include "slipway.bytes" (dict "quantity" (index $mlflowRequests "ephemeral-storage")) | int64 }}
{{- $mlflowStorageLimit := include "slipway.bytes" (dict "quantity" (index $mlflowLimits "ephemeral-storage")) | int64 }}
{{- $jobsRequests := .Values.jobs.resources.requests }}
{{- $jobsCpuRequest := include "slipway.cpuMillis" (dict "quantity" $jobsRequests.cpu) | int64 }}
{{- $jobsLimits := .Values.jobs.resources.limits }}
{{- $jobsCpuLimit := include "slipway.cpuMillis" (dict "quantity" $jobsLimits.cpu) | int64 }}
{{- $jobsMemoryRequest := include "slipway.bytes" (dict "quantity" $jobsRequests.memory) | int64 }}
{{- $jobsMemoryLimit := include "slipway.bytes" (dict "quantity" $jobsLimits.memory) | int64 }}
{{- $jobsStorageRequest := include "slipway.bytes" (dict "quantity" (index $jobsRequests "ephemeral-storage")) | int64 }}
{{- $jobsStorageLimit := include "slipway.bytes" (dict "quantity" (index $jobsLimits "ephemeral-storage")) | int64 }}
{{- $smokeTestRequests := .Values.smokeTest.resources.requests }}
{{- $smokeTestCpuRequest := include "slipway.cpuMillis" (dict "quantity" $smokeTestRequests.cpu) | int64 }}
{{- $smokeTestLimits := .Values.smokeTest.resources.limits }}
{{- $smokeTestCpuLimit := include "slipway.cpuMillis" (dict "quantity" $smokeTestLimits.cpu) | int64 }}
{{- $smokeTestMemoryRequest := include "slipway.bytes" (dict "quantity" $smokeTestRequests.memory) | int64 }}
{{- $smokeTestMemoryLimit := include "slipway.bytes" (dict "quantity" $smokeTestLimits.memory) | int64 }}
{{- $smokeTestStorageRequest := include "slipway.bytes" (dict "quantity" (index $smokeTestRequests "ephemeral-storage")) | int64 }}
{{- $smokeTestStorageLimit := include "slipway.bytes" (dict "quantity" (index $smokeTestLimits "ephemeral-storage")) | int64 }}
{{- $strayRequests := .Values.limitRange.defaults.requests }}
{{- $strayCpuRequest := include "slipway.cpuMillis" (dict "quantity" $strayRequests.cpu) | int64 }}
{{- $strayLimits := .Values.limitRange.defaults.limits }}
{{- $strayCpuLimit := include "slipway.cpuMillis" (dict "quantity" $strayLimits.cpu) | int64 }}
{{- $strayMemoryRequest := include "slipway.bytes" (dict "quantity" $strayRequests.memory) | int64 }}
{{- $strayMemoryLimit := include "slipway.bytes" (dict "quantity" $strayLimits.memory) | int64 }}
{{- $strayStorageRequest := include "slipway.bytes" (dict "quantity" (index $strayRequests "ephemeral-storage")) | int64 }}
{{- $strayStorageLimit := include "slipway.bytes" (dict "quantity" (index $strayLimits "ephemeral-storage")) | int64 }}
{{- $apiImage := .Values.api.image }}
{{- $uiImage := .Values.ui.image }}
{{- $databaseImage := .Values.database.image }}
{{- $databaseExporterImage := .Values.database.exporter.image }}
{{- $cacheImage := .Values.cache.image }}
{{- $cacheExporterImage := .Values.cache.exporter.image }}
{{- $mlflowImage := .Values.mlflow.image }}
{{- $smokeTestImage := .Values.smokeTest.image }}
{{- $dns := .Values.networkPolicies.dns }}
{{- $dnsIsKnown := or (not (empty $dns.namespaceLabels)) (not (empty $dns.podLabels)) (not (empty $dns.cidrs)) }}
{{- $gateway := .Values.networkPolicies.peers.gateway }}
{{- $gatewayIsKnown := or (not (empty $gateway.namespaceLabels)) (not (empty $gateway.podLabels)) (not (empty $gateway.cidrs)) }}
{{- $loadBalancers := add (ternary 1 0 (eq .Values.api.service.type "LoadBalancer")) (ternary 1 0 (eq .Values.ui.service.type "LoadBalancer")) }}
{{- $storageQuota := include "slipway.bytes" (dict "quantity" .Values.quota.explicit.storage) | int64 }}
{{- $databaseClaim := include "slipway.bytes" (dict "quantity" .Values.database.storage.size) | int64 }}
{{- $databaseStorage := ternary $databaseClaim 0 (eq .Values.database.mode "embedded") | int64 }}
{{- $mlflowClaim := include "slipway.bytes" (dict "quantity" .Values.mlflow.artifacts.volume.size) | int64 }}
{{- $mlflowStorage := ternary $mlflowClaim 0 (and (eq .Values.mlflow.mode "embedded") (eq .Values.mlflow.artifacts.store "volume")) | int64 }}
{{- $claimedStorage := add $databaseStorage $mlflowStorage }}
{{- $requestsCpuQuota := include "slipway.cpuMillis" (dict "quantity" .Values.quota.explicit.requests.cpu) | int64 }}
{{- $apiPods := $apiFewestPods }}
{{- $apiEachCpuRequests := include "slipway.cpuMillis" (dict "quantity" .Values.api.resources.requests.cpu) | int64 }}
{{- $apiSmallestCpuRequests := mul $apiPods $apiEachCpuRequests }}
{{- $uiPods := $uiFewestPods }}
{{- $uiEachCpuRequests := include "slipway.cpuMillis" (dict "quantity" .Values.ui.resources.requests.cpu) | int64 }}
{{- $uiSmallestCpuRequests := mul $uiPods $uiEachCpuRequests }}
{{- $servingSmallestCpuRequests := add $apiSmallestCpuRequests $uiSmallestCpuRequests }}
{{- $databasePods := ternary 1 0 (eq .Values.database.mode "embedded") | int64 }}
{{- $databaseEachCpuRequests := include "slipway.cpuMillis" (dict "quantity" .Values.database.resources.requests.cpu) | int64 }}
{{- $databaseExporterEachCpuRequests := include "slipway.cpuMillis" (dict "quantity" .Values.database.exporter.resources.requests.cpu) | int64 }}
{{- $databasePodCpuRequests := add $databaseEachCpuRequests (ternary $databaseExporterEachCpuRequests 0 .Values.database.exporter.enabled) }}
{{- $databaseSmallestCpuRequests := mul $databasePods $databasePodCpuRequests }}
{{- $cachePods := ternary 1 0 (eq .Values.cache.mode "embedded") | int64 }}
{{- $cacheEachCpuRequests := include "slipway.cpuMillis" (dict "quantity" .Values.cache.resources.requests.cpu) | int64 }}
{{- $cacheExporterEachCpuRequests := include "slipway.cpuMillis" (dict "quantity" .Values.cache.exporter.resources.requests.cpu) | int64 }}
{{- $cachePodCpuRequests := add $cacheEachCpuRequests (ternary $cacheExporterEachCpuRequests 0 .Values.cache.exporter.enabled) }}
{{- $cacheSmallestCpuRequests := mul $cachePods $cachePodCpuRequests }}
{{- $mlflowPods := ternary 1 0 (eq .Values.mlflow.mode "embedded") | int64 }}
{{- $mlflowEachCpuRequests := include "slipway.cpuMillis" (dict "quantity" .Values.mlflow.resources.requests.cpu) | int64 }}
{{- $mlflowSmallestCpuRequests := mul $mlflowPods $mlflowEachCpuRequests }}
{{- $dataSmallestCpuRequests := add $databaseSmallestCpuRequests $cacheSmallestCpuRequests $mlflowSmallestCpuRequests }}
{{- $smallestCpuRequests := add $servingSmallestCpuRequests $dataSmallestCpuRequests }}
{{- $scale := printf "%d api pods, %d ui pods and the stores of the release" $apiFewestPods $uiFewestPods }}
{{- $requestsMemoryQuota := include "slipway.bytes" (dict "quantity" .Values.quota.explicit.requests.memory) | int64 }}
{{- $apiEachMemoryRequests := include "slipway.bytes" (dict "quantity" .Values.api.resources.requests.memory) | int64 }}
{{- $apiSmallestMemoryRequests := mul $apiPods $apiEachMemoryRequests }}
{{- $uiEachMemoryRequests := include "slipway.bytes" (dict "quantity" .Values.ui.resources.requests.memory) | int64 }}
{{- $uiSmallestMemoryRequests := mul $uiPods $uiEachMemoryRequests }}
{{- $servingSmallestMemoryRequests := add $apiSmallestMemoryRequests $uiSmallestMemoryRequests }}
{{- $databaseEachMemoryRequests := include "slipway.bytes" (dict "quantity" .Values.database.resources.requests.memory) | int64 }}
{{- $databaseExporterEachMemoryRequests := include "slipway.bytes" (dict "quantity" .Values.database.exporter.resources.requests.memory) | int64 }}
{{- $databasePodMemoryRequests := add $databaseEachMemoryRequests (ternary $databaseExporterEachMemoryRequests 0 .Values.database.exporter.enabled) }}
{{- $databaseSmallestMemoryRequests := mul $databasePods $databasePodMemoryRequests }}
{{- $cacheEachMemoryRequests := include "slipway.bytes" (dict "quantity" .Values.cache.resources.requests.memory) | int64 }}
{{- $cacheExporterEachMemoryRequests := include "slipway.bytes" (dict "quantity" .Values.cache.exporter.resources.requests.memory) | int64 }}
{{- $cachePodMemoryRequests := add $cacheEachMemoryRequests (ternary $cacheExporterEachMemoryRequests 0 .Values.cache.exporter.enabled) }}
{{- $cacheSmallestMemoryRequests := mul $cachePods $cachePodMemoryRequests }}
{{- $mlflowEachMemoryRequests := include "slipway.bytes" (dict "quantity" .Values.mlflow.resources.requests.memory) | int64 }}
{{- $mlflowSmallestMemoryRequests := mul $mlflowPods $mlflowEachMemoryRequests }}
{{- $dataSmallestMemoryRequests := add $databaseSmallestMemoryRequests $cacheSmallestMemoryRequests $mlflowSmallestMemoryRequests }}
{{- $smallestMemoryRequests := add $servingSmallestMemoryRequests $dataSmallestMemoryRequests }}
{{- $limitsCpuQuota := include "slipway.cpuMillis" (dict "quantity" .Values.quota.explicit.limits.cpu) | int64 }}
{{- $apiEachCpuLimits := include "slipway.cpuMillis" (dict "quantity" .Values.api.resources.limits.cpu) | int64 }}
{{- $apiSmallestCpuLimits := mul $apiPods $apiEachCpuLimits }}
{{- $uiEachCpuLimits := include "slipway.cpuMillis" (dict "quantity" .Values.ui.resources.limits.cpu) | int64 }}
{{- $uiSmallestCpuLimits := mul $uiPods $uiEachCpuLimits }}
{{- $servingSmallestCpuLimits := add $apiSmallestCpuLimits $uiSmallestCpuLimits }}
{{- $databaseEachCpuLimits := include "slipway.cpuMillis" (dict "quantity" .Values.database.resources.limits.cpu) | int64 }}
{{- $databaseExporterEachCpuLimits := include "slipway.cpuMillis" (dict "quantity" .Values.database.exporter.resources.limits.cpu) | int64 }}
{{- $databasePodCpuLimits := add $databaseEachCpuLimits (ternary $databaseExporterEachCpuLimits 0 .Values.database.exporter.enabled) }}
{{- $databaseSmallestCpuLimits := mul $databasePods $databasePodCpuLimits }}
{{- $cacheEachCpuLimits := include "slipway.cpuMillis" (dict "quantity" .Values.cache.resources.limits.cpu) | int64 }}
{{- $cacheExporterEachCpuLimits := include "slipway.cpuMillis" (dict "quantity" .Values.cache.exporter.resources.limits.cpu) | int64 }}
{{- $cachePodCpuLimits := add $cacheEachCpuLimits (ternary $cacheExporterEachCpuLimits 0 .Values.cache.exporter.enabled) }}
{{- $cacheSmallestCpuLimits := mul $cachePods $cachePodCpuLimits }}
{{- $mlflowEachCpuLimits := include "slipway.cpuMillis" (dict "quantity" .Values.mlflow.resources.limits.cpu) | int64 }}
{{- $mlflowSmallestCpuLimits := mul $mlflowPods $mlflowEachCpuLimits }}
{{- $dataSmallestCpuLimits := add $databaseSmallestCpuLimits $cacheSmallestCpuLimits $mlflowSmallestCpuLimits }}
{{- $smallestCpuLimits := add $servingSmallestCpuLimits $dataSmallestCpuLimits }}
{{- $limitsMemoryQuota := include "slipway.bytes" (dict "quantity" .Values.quota.explicit.limits.memory) | int64 }}
{{- $apiEachMemoryLimits := include "slipway.bytes" (dict "quantity" .Values.api.resources.limits.memory) | int64 }}
{{- $apiSmallestMemoryLimits := mul $apiPods $apiEachMemoryLimits }}
{{- $uiEachMemoryLimits := include "slipway.bytes" (dict "quantity" .Values.ui.resources.limits.memory) | int64 }}
{{- $uiSmallestMemoryLimits := mul $uiPods $uiEachMemoryLimits }}
{{- $servingSmallestMemoryLimits := add $apiSmallestMemoryLimits $uiSmallestMemoryLimits }}
{{- $databaseEachMemoryLimits := include "slipway.bytes" (dict "quantity" .Values.database.resources.limits.memory) | int64 }}
{{- $databaseExporterEachMemoryLimits := include "slipway.bytes" (dict "quantity" .Values.database.exporter.resources.limits.memory) | int64 }}
{{- $databasePodMemoryLimits := add $databaseEachMemoryLimits (ternary $databaseExporterEachMemoryLimits 0 .Values.database.exporter.enabled) }}
{{- $databaseSmallestMemoryLimits := mul $databasePods $databasePodMemoryLimits }}
{{- $cacheEachMemoryLimits := include "slipway.bytes" (dict "quantity" .Values.cache.resources.limits.memory) | int64 }}
{{- $cacheExporterEachMemoryLimits := include "slipway.bytes" (dict "quantity" .Values.cache.exporter.resources.limits.memory) | int64 }}
{{- $cachePodMemoryLimits := add $cacheEachMemoryLimits (ternary $cacheExporterEachMemoryLimits 0 .Values.cache.exporter.enabled) }}
{{- $cacheSmallestMemoryLimits := mul $cachePods $cachePodMemoryLimits }}
{{- $mlflowEachMemoryLimits := include "slipway.bytes" (dict "quantity" .Values.mlflow.resources.limits.memory) | int64 }}
{{- $mlflowSmallestMemoryLimits := mul $mlflowPods $mlflowEachMemoryLimits }}
{{- $dataSmallestMemoryLimits := add $databaseSmallestMemoryLimits $cacheSmallestMemoryLimits $mlflowSmallestMemoryLimits }}
{{- $smallestMemoryLimits := add $servingSmallestMemoryLimits $dataSmallestMemoryLimits }}
{{- if regexMatch "[^\\\\](\\\\\\\\)*\\\\u(003cno value\\\\u003e|202[89])|[\u007f-\u009f\ufeff\ufffd-\uffff]|\"\\\\u003c\\\\u003c\":" (.Values | toJson) }}
- key: values
  problem: "hold '<no value>' or the key '<<', or bytes, a control character or a line separator (U+2028) that YAML cannot carry."
  example: "write it in another way, or keep it in a Secret or ConfigMap of your own"
{{- end }}
{{- if not (regexMatch "^[a-z]" (include "slipway.fullname" .)) }}
- key: fullnameOverride
  problem: {{ printf "is needed: Services cannot be called %s, their names start with a letter." (include "slipway.fullname" .) | quote }}
  example: "fullnameOverride: shop"
{{- end }}
{{- if gt (int64 .Values.api.autoscaling.minReplicas) (int64 .Values.api.autoscaling.maxReplicas) }}
- key: api.autoscaling.minReplicas
  problem: {{ printf "is %d, more than maxReplicas, which is %d." (int64 .Values.api.autoscaling.minReplicas) (int64 .Values.api.autoscaling.maxReplicas) |
      quote }}
  example: "minReplicas: 3, maxReplicas: 10"
{{- end }}
{{- if and (gt $apiFewestPods 1) (ge (int64 .Values.api.disruption.maxUnavailable) $apiFewestPods) }}
- key: api.disruption.maxUnavailable
  problem: {{ printf "is %d: a node drain could take all %d pods at once." (int64 .Values.api.disruption.maxUnavailable) $apiFewestPods | quote }}
  example: "maxUnavailable: 1"
{{- end }}
{{- if and $isProduction (not .Values.api.auth.existingSecret) }}
- key: api.auth.existingSecret
  problem: "is empty, but production needs a Secret with API keys."
  example: {{ printf "kubectl -n %s create secret generic slipway-api-keys %s" .Release.Namespace "--from-literal=first-client=$(openssl rand -hex 32)" |
      quote }}
{{- end }}
{{- if and $isProduction .Values.api.auth.keys }}
- key: api.auth.keys
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "api.auth.existingSecret: slipway-api-keys"
{{- end }}
{{- if and .Values.api.auth.oidc.issuer (not .Values.api.auth.oidc.audience) }}
- key: api.auth.oidc.audience
  problem: {{ printf "is empty, so a token of %s for anything else would be accepted." .Values.api.auth.oidc.issuer | quote }}
  example: "audience: slipway-api"
{{- end }}
{{- if and .Values.networkPolicies.enabled .Values.api.auth.oidc.issuer (not $issuerIsKnown) }}
- key: networkPolicies.peers.issuer
  problem: {{ printf "is empty, so the network policies would cut off %s, which is api.auth.oidc.issuer." .Values.api.auth.oidc.issuer | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- if and .Values.networkPolicies.enabled .Values.api.tracing.endpoint (not $collectorIsKnown) }}
- key: networkPolicies.peers.collector
  problem: {{ printf "is empty, so the network policies would cut off %s, which is api.tracing.endpoint." .Values.api.tracing.endpoint | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- if gt (int64 .Values.ui.autoscaling.minReplicas) (int64 .Values.ui.autoscaling.maxReplicas) }}
- key: ui.autoscaling.minReplicas
  problem: {{ printf "is %d, more than maxReplicas, which is %d." (int64 .Values.ui.autoscaling.minReplicas) (int64 .Values.ui.autoscaling.maxReplicas) |
      quote }}
  example: "minReplicas: 3, maxReplicas: 10"
{{- end }}
{{- if and (gt $uiFewestPods 1) (ge (int64 .Values.ui.disruption.maxUnavailable) $uiFewestPods) }}
- key: ui.disruption.maxUnavailable
  problem: {{ printf "is %d: a node drain could take all %d pods at once." (int64 .Values.ui.disruption.maxUnavailable) $uiFewestPods | quote }}
  example: "maxUnavailable: 1"
{{- end }}
{{- if and $isProduction (not .Values.ui.session.existingSecret) }}
- key: ui.session.existingSecret
  problem: "is empty, but production needs a Secret with the cookie secret that all pods share."
  example: {{ printf "kubectl -n %s create secret generic slipway-session --from-literal=%s=$(openssl rand -hex 32)" .Release.Namespace
      .Values.ui.session.secretKey | quote }}
{{- end }}
{{- if and $isProduction .Values.ui.session.cookieSecret }}
- key: ui.session.cookieSecret
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "ui.session.existingSecret: slipway-session"
{{- end }}
{{- if and $isProduction .Values.ui.apiAccess.key }}
- key: ui.apiAccess.key
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "ui.apiAccess.existingSecret: slipway-ui-api-key"
{{- end }}
{{- if and (or .Values.api.auth.existingSecret .Values.api.auth.keys) (not .Values.ui.apiAccess.existingSecret) (not .Values.ui.apiAccess.key) }}
- key: ui.apiAccess.existingSecret
  problem: "is empty, but the API asks for a key, and the user interface has none."
  example: {{ printf "kubectl -n %s create secret generic slipway-ui-api-key --from-literal=%s=$(openssl rand -hex 32)" .Release.Namespace
      .Values.ui.apiAccess.secretKey | quote }}
{{- end }}
{{- if and .Values.networkPolicies.enabled .Values.ui.tracing.endpoint (not $collectorIsKnown) }}
- key: networkPolicies.peers.collector
  problem: {{ printf "is empty, so the network policies would cut off %s, which is ui.tracing.endpoint." .Values.ui.tracing.endpoint | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- if and $isProduction (ne .Values.database.mode "none") (not .Values.database.existingSecret) }}
- key: database.existingSecret
  problem: "is empty, but production needs a Secret with the passwords of the database."
  example: {{ printf "npx slipway secrets %s -f values.yaml -n %s | kubectl create -f -" .Release.Name .Release.Namespace | quote }}
{{- end }}
{{- if and $isProduction .Values.database.passwords }}
- key: database.passwords
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "database.existingSecret: slipway-database"
{{- end }}
{{- if and (not .Values.database.existingSecret) $databasePasswords (not (hasKey $databasePasswords "migrator")) }}
- key: database.passwords.migrator
  problem: "is missing, but others have a password here: this user would have none."
  example: "migrator: at-least-twelve-characters"
{{- end }}
{{- if and (not .Values.database.existingSecret) $databasePasswords (not (hasKey $databasePasswords "app")) }}
- key: database.passwords.app
  problem: "is missing, but others have a password here: this user would have none."
  example: "app: at-least-twelve-characters"
{{- end }}
{{- if and (not .Values.database.existingSecret) $databasePasswords (not (hasKey $databasePasswords "mlflow")) }}
- key: database.passwords.mlflow
  problem: "is missing, but others have a password here: this user would have none."
  example: "mlflow: at-least-twelve-characters"
{{- end }}
{{- if and (eq .Values.database.mode "embedded") (not .Values.database.existingSecret) $databasePasswords (not (hasKey $databasePasswords "postgres")) }}
- key: database.passwords.postgres
  problem: "is missing, but others have a password here: this user would have none."
  example: "postgres: at-least-twelve-characters"
{{- end }}
{{- if and (eq .Values.database.mode "embedded") (not .Values.database.existingSecret) $databasePasswords (not (hasKey $databasePasswords "backup")) }}
- key: database.passwords.backup
  problem: "is missing, but others have a password here: this user would have none."
  example: "backup: at-least-twelve-characters"
{{- end }}
{{- if and (eq .Values.database.mode "embedded") (not .Values.database.existingSecret) $databasePasswords (not (hasKey $databasePasswords "monitor")) }}
- key: database.passwords.monitor
  problem: "is missing, but others have a password here: this user would have none."
  example: "monitor: at-least-twelve-characters"
{{- end }}
{{- if and (eq .Values.database.mode "external") (not .Values.database.external.host) }}
- key: database.external.host
  problem: "is empty, but database.mode is external."
  example: "host: postgres.example.com"
{{- end }}
{{- if and (eq .Values.database.mode "external") (eq .Values.database.external.sslMode "verify-ca") (not .Values.database.external.caSecret) }}
- key: database.external.caSecret
  problem: "is empty, but sslMode verify-ca needs the certificate of the authority; verify-full also takes public ones."
  example: "caSecret: postgres-ca"
{{- end }}
{{- if and .Values.networkPolicies.enabled (eq .Values.database.mode "external") .Values.database.external.host (not $databaseIsKnown) }}
- key: networkPolicies.peers.database
  problem: {{ printf "is empty, so the network policies would cut off %s, which is database.external.host." .Values.database.external.host | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- if and $isProduction (eq .Values.cache.mode "embedded") (not .Values.cache.existingSecret) }}
- key: cache.existingSecret
  problem: "is empty, but production needs a Secret with the users of the cache."
  example: {{ printf "npx slipway secrets %s -f values.yaml -n %s | kubectl create -f -" .Release.Name .Release.Namespace | quote }}
{{- end }}
{{- if and $isProduction .Values.cache.passwords }}
- key: cache.passwords
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "cache.existingSecret: slipway-cache"
{{- end }}
{{- if and (not .Values.cache.existingSecret) $cachePasswords (not (hasKey $cachePasswords "app")) }}
- key: cache.passwords.app
  problem: "is missing, but another user has a password here: this one would have none."
  example: "app: at-least-twelve-characters"
{{- end }}
{{- if and (not .Values.cache.existingSecret) $cachePasswords (not (hasKey $cachePasswords "monitor")) }}
- key: cache.passwords.monitor
  problem: "is missing, but another user has a password here: this one would have none."
  example: "monitor: at-least-twelve-characters"
{{- end }}
{{- if and (eq .Values.cache.mode "external") (not .Values.cache.external.host) }}
- key: cache.external.host
  problem: "is empty, but cache.mode is external."
  example: "host: valkey.example.com"
{{- end }}
{{- if and .Values.networkPolicies.enabled (eq .Values.cache.mode "external") .Values.cache.external.host (not $cacheIsKnown) }}
- key: networkPolicies.peers.cache
  problem: {{ printf "is empty, so the network policies would cut off %s, which is cache.external.host." .Values.cache.external.host | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- if and $isProduction (eq .Values.mlflow.mode "embedded") (not .Values.mlflow.existingSecret) }}
- key: mlflow.existingSecret
  problem: "is empty, but production needs a Secret with the login of MLflow."
  example: {{ printf "npx slipway secrets %s -f values.yaml -n %s | kubectl create -f -" .Release.Name .Release.Namespace | quote }}
{{- end }}
{{- if and $isProduction .Values.mlflow.passwords }}
- key: mlflow.passwords
  problem: "holds secrets, which production refuses: values end up in Git and in the release."
  example: "mlflow.existingSecret: slipway-mlflow"
{{- end }}
{{- if and (not .Values.mlflow.existingSecret) $mlflowPasswords (not (hasKey $mlflowPasswords "admin")) }}
- key: mlflow.passwords.admin
  problem: "is missing, but MLflow needs both admin and session."
  example: "admin: at-least-twelve-characters"
{{- end }}
{{- if and (not .Values.mlflow.existingSecret) $mlflowPasswords (not (hasKey $mlflowPasswords "session")) }}
- key: mlflow.passwords.session
  problem: "is missing, but MLflow needs both admin and session."
  example: "session: at-least-twelve-characters"
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") (eq .Values.database.mode "none") }}
- key: database.mode
  problem: "is none, but MLflow keeps its models in the database."
  example: "mlflow.mode: none"
{{- end }}
{{- if and $usesBucket (not .Values.mlflow.artifacts.s3.uri) }}
- key: mlflow.artifacts.s3.uri
  problem: "is empty, but mlflow.artifacts.store is s3."
  example: "uri: s3://models/slipway"
{{- end }}
{{- if and .Values.networkPolicies.enabled $usesBucket .Values.mlflow.artifacts.s3.uri (not $objectStoreIsKnown) }}
- key: networkPolicies.peers.objectStore
  problem: {{ printf "is empty, so the network policies would cut off %s, which is mlflow.artifacts.s3.uri." .Values.mlflow.artifacts.s3.uri | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- if and (eq .Values.mlflow.mode "external") (not .Values.mlflow.external.trackingUri) }}
- key: mlflow.external.trackingUri
  problem: "is empty, but mlflow.mode is external."
  example: "trackingUri: http://mlflow.models:5000"
{{- end }}
{{- if and (eq .Values.mlflow.mode "external") .Values.mlflow.external.user (not .Values.mlflow.external.existingSecret) }}
- key: mlflow.external.existingSecret
  problem: "is empty, but mlflow.external.user needs a password."
  example: "existingSecret: mlflow-login"
{{- end }}
{{- if and .Values.networkPolicies.enabled (eq .Values.mlflow.mode "external") .Values.mlflow.external.trackingUri (not $mlflowIsKnown) }}
- key: networkPolicies.peers.mlflow
  problem: {{ printf "is empty, so the network policies would cut off %s, which is mlflow.external.trackingUri." .Values.mlflow.external.trackingUri | quote }}
  example: "cidrs: {primary: 192.0.2.10/32}"
{{- end }}
{{- if gt $apiCpuRequest $apiCpuLimit }}
- key: api.resources.requests.cpu
  problem: {{ printf "is %s, more than api.resources.limits.cpu." $apiRequests.cpu | quote }}
  example: {{ printf "cpu: %s" $apiLimits.cpu | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $apiCpuLimit $maxCpu) }}
- key: api.resources.limits.cpu
  problem: {{ printf "is %s, more than limitRange.max.cpu." $apiLimits.cpu | quote }}
  example: {{ printf "limitRange.max.cpu: %s" $apiLimits.cpu | quote }}
{{- end }}
{{- if gt $apiMemoryRequest $apiMemoryLimit }}
- key: api.resources.requests.memory
  problem: {{ printf "is %s, more than api.resources.limits.memory." $apiRequests.memory | quote }}
  example: {{ printf "memory: %s" $apiLimits.memory | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $apiMemoryLimit $maxMemory) }}
- key: api.resources.limits.memory
  problem: {{ printf "is %s, more than limitRange.max.memory." $apiLimits.memory | quote }}
  example: {{ printf "limitRange.max.memory: %s" $apiLimits.memory | quote }}
{{- end }}
{{- if gt $apiStorageRequest $apiStorageLimit }}
- key: api.resources.requests.ephemeral-storage
  problem: {{ printf "is %s, more than api.resources.limits.ephemeral-storage." (index $apiRequests "ephemeral-storage") | quote }}
  example: {{ printf "ephemeral-storage: %s" (index $apiLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $apiStorageLimit $maxStorage) }}
- key: api.resources.limits.ephemeral-storage
  problem: {{ printf "is %s, more than limitRange.max.ephemeral-storage." (index $apiLimits "ephemeral-storage") | quote }}
  example: {{ printf "limitRange.max.ephemeral-storage: %s" (index $apiLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if gt $uiCpuRequest $uiCpuLimit }}
- key: ui.resources.requests.cpu
  problem: {{ printf "is %s, more than ui.resources.limits.cpu." $uiRequests.cpu | quote }}
  example: {{ printf "cpu: %s" $uiLimits.cpu | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $uiCpuLimit $maxCpu) }}
- key: ui.resources.limits.cpu
  problem: {{ printf "is %s, more than limitRange.max.cpu." $uiLimits.cpu | quote }}
  example: {{ printf "limitRange.max.cpu: %s" $uiLimits.cpu | quote }}
{{- end }}
{{- if gt $uiMemoryRequest $uiMemoryLimit }}
- key: ui.resources.requests.memory
  problem: {{ printf "is %s, more than ui.resources.limits.memory." $uiRequests.memory | quote }}
  example: {{ printf "memory: %s" $uiLimits.memory | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $uiMemoryLimit $maxMemory) }}
- key: ui.resources.limits.memory
  problem: {{ printf "is %s, more than limitRange.max.memory." $uiLimits.memory | quote }}
  example: {{ printf "limitRange.max.memory: %s" $uiLimits.memory | quote }}
{{- end }}
{{- if gt $uiStorageRequest $uiStorageLimit }}
- key: ui.resources.requests.ephemeral-storage
  problem: {{ printf "is %s, more than ui.resources.limits.ephemeral-storage." (index $uiRequests "ephemeral-storage") | quote }}
  example: {{ printf "ephemeral-storage: %s" (index $uiLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $uiStorageLimit $maxStorage) }}
- key: ui.resources.limits.ephemeral-storage
  problem: {{ printf "is %s, more than limitRange.max.ephemeral-storage." (index $uiLimits "ephemeral-storage") | quote }}
  example: {{ printf "limitRange.max.ephemeral-storage: %s" (index $uiLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") (gt $databaseCpuRequest $databaseCpuLimit) }}
- key: database.resources.requests.cpu
  problem: {{ printf "is %s, more than database.resources.limits.cpu." $databaseRequests.cpu | quote }}
  example: {{ printf "cpu: %s" $databaseLimits.cpu | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") .Values.limitRange.enabled (gt $databaseCpuLimit $maxCpu) }}
- key: database.resources.limits.cpu
  problem: {{ printf "is %s, more than limitRange.max.cpu." $databaseLimits.cpu | quote }}
  example: {{ printf "limitRange.max.cpu: %s" $databaseLimits.cpu | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") (gt $databaseMemoryRequest $databaseMemoryLimit) }}
- key: database.resources.requests.memory
  problem: {{ printf "is %s, more than database.resources.limits.memory." $databaseRequests.memory | quote }}
  example: {{ printf "memory: %s" $databaseLimits.memory | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") .Values.limitRange.enabled (gt $databaseMemoryLimit $maxMemory) }}
- key: database.resources.limits.memory
  problem: {{ printf "is %s, more than limitRange.max.memory." $databaseLimits.memory | quote }}
  example: {{ printf "limitRange.max.memory: %s" $databaseLimits.memory | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") (gt $databaseStorageRequest $databaseStorageLimit) }}
- key: database.resources.requests.ephemeral-storage
  problem: {{ printf "is %s, more than database.resources.limits.ephemeral-storage." (index $databaseRequests "ephemeral-storage") | quote }}
  example: {{ printf "ephemeral-storage: %s" (index $databaseLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") .Values.limitRange.enabled (gt $databaseStorageLimit $maxStorage) }}
- key: database.resources.limits.ephemeral-storage
  problem: {{ printf "is %s, more than limitRange.max.ephemeral-storage." (index $databaseLimits "ephemeral-storage") | quote }}
  example: {{ printf "limitRange.max.ephemeral-storage: %s" (index $databaseLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") .Values.database.exporter.enabled (gt $databaseExporterCpuRequest $databaseExporterCpuLimit) }}
- key: database.exporter.resources.requests.cpu
  problem: {{ printf "is %s, more than database.exporter.resources.limits.cpu." $databaseExporterRequests.cpu | quote }}
  example: {{ printf "cpu: %s" $databaseExporterLimits.cpu | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") .Values.database.exporter.enabled .Values.limitRange.enabled (gt $databaseExporterCpuLimit $maxCpu) }}
- key: database.exporter.resources.limits.cpu
  problem: {{ printf "is %s, more than limitRange.max.cpu." $databaseExporterLimits.cpu | quote }}
  example: {{ printf "limitRange.max.cpu: %s" $databaseExporterLimits.cpu | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") .Values.database.exporter.enabled (gt $databaseExporterMemoryRequest $databaseExporterMemoryLimit) }}
- key: database.exporter.resources.requests.memory
  problem: {{ printf "is %s, more than database.exporter.resources.limits.memory." $databaseExporterRequests.memory | quote }}
  example: {{ printf "memory: %s" $databaseExporterLimits.memory | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") .Values.database.exporter.enabled .Values.limitRange.enabled (gt $databaseExporterMemoryLimit $maxMemory) }}
- key: database.exporter.resources.limits.memory
  problem: {{ printf "is %s, more than limitRange.max.memory." $databaseExporterLimits.memory | quote }}
  example: {{ printf "limitRange.max.memory: %s" $databaseExporterLimits.memory | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") .Values.database.exporter.enabled (gt $databaseExporterStorageRequest $databaseExporterStorageLimit) }}
- key: database.exporter.resources.requests.ephemeral-storage
  problem: {{ printf "is %s, more than database.exporter.resources.limits.ephemeral-storage." (index $databaseExporterRequests "ephemeral-storage") | quote }}
  example: {{ printf "ephemeral-storage: %s" (index $databaseExporterLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and (eq .Values.database.mode "embedded") .Values.database.exporter.enabled .Values.limitRange.enabled (gt $databaseExporterStorageLimit $maxStorage) }}
- key: database.exporter.resources.limits.ephemeral-storage
  problem: {{ printf "is %s, more than limitRange.max.ephemeral-storage." (index $databaseExporterLimits "ephemeral-storage") | quote }}
  example: {{ printf "limitRange.max.ephemeral-storage: %s" (index $databaseExporterLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") (gt $cacheCpuRequest $cacheCpuLimit) }}
- key: cache.resources.requests.cpu
  problem: {{ printf "is %s, more than cache.resources.limits.cpu." $cacheRequests.cpu | quote }}
  example: {{ printf "cpu: %s" $cacheLimits.cpu | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") .Values.limitRange.enabled (gt $cacheCpuLimit $maxCpu) }}
- key: cache.resources.limits.cpu
  problem: {{ printf "is %s, more than limitRange.max.cpu." $cacheLimits.cpu | quote }}
  example: {{ printf "limitRange.max.cpu: %s" $cacheLimits.cpu | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") (gt $cacheMemoryRequest $cacheMemoryLimit) }}
- key: cache.resources.requests.memory
  problem: {{ printf "is %s, more than cache.resources.limits.memory." $cacheRequests.memory | quote }}
  example: {{ printf "memory: %s" $cacheLimits.memory | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") .Values.limitRange.enabled (gt $cacheMemoryLimit $maxMemory) }}
- key: cache.resources.limits.memory
  problem: {{ printf "is %s, more than limitRange.max.memory." $cacheLimits.memory | quote }}
  example: {{ printf "limitRange.max.memory: %s" $cacheLimits.memory | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") (gt $cacheStorageRequest $cacheStorageLimit) }}
- key: cache.resources.requests.ephemeral-storage
  problem: {{ printf "is %s, more than cache.resources.limits.ephemeral-storage." (index $cacheRequests "ephemeral-storage") | quote }}
  example: {{ printf "ephemeral-storage: %s" (index $cacheLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") .Values.limitRange.enabled (gt $cacheStorageLimit $maxStorage) }}
- key: cache.resources.limits.ephemeral-storage
  problem: {{ printf "is %s, more than limitRange.max.ephemeral-storage." (index $cacheLimits "ephemeral-storage") | quote }}
  example: {{ printf "limitRange.max.ephemeral-storage: %s" (index $cacheLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") .Values.cache.exporter.enabled (gt $cacheExporterCpuRequest $cacheExporterCpuLimit) }}
- key: cache.exporter.resources.requests.cpu
  problem: {{ printf "is %s, more than cache.exporter.resources.limits.cpu." $cacheExporterRequests.cpu | quote }}
  example: {{ printf "cpu: %s" $cacheExporterLimits.cpu | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") .Values.cache.exporter.enabled .Values.limitRange.enabled (gt $cacheExporterCpuLimit $maxCpu) }}
- key: cache.exporter.resources.limits.cpu
  problem: {{ printf "is %s, more than limitRange.max.cpu." $cacheExporterLimits.cpu | quote }}
  example: {{ printf "limitRange.max.cpu: %s" $cacheExporterLimits.cpu | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") .Values.cache.exporter.enabled (gt $cacheExporterMemoryRequest $cacheExporterMemoryLimit) }}
- key: cache.exporter.resources.requests.memory
  problem: {{ printf "is %s, more than cache.exporter.resources.limits.memory." $cacheExporterRequests.memory | quote }}
  example: {{ printf "memory: %s" $cacheExporterLimits.memory | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") .Values.cache.exporter.enabled .Values.limitRange.enabled (gt $cacheExporterMemoryLimit $maxMemory) }}
- key: cache.exporter.resources.limits.memory
  problem: {{ printf "is %s, more than limitRange.max.memory." $cacheExporterLimits.memory | quote }}
  example: {{ printf "limitRange.max.memory: %s" $cacheExporterLimits.memory | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") .Values.cache.exporter.enabled (gt $cacheExporterStorageRequest $cacheExporterStorageLimit) }}
- key: cache.exporter.resources.requests.ephemeral-storage
  problem: {{ printf "is %s, more than cache.exporter.resources.limits.ephemeral-storage." (index $cacheExporterRequests "ephemeral-storage") | quote }}
  example: {{ printf "ephemeral-storage: %s" (index $cacheExporterLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and (eq .Values.cache.mode "embedded") .Values.cache.exporter.enabled .Values.limitRange.enabled (gt $cacheExporterStorageLimit $maxStorage) }}
- key: cache.exporter.resources.limits.ephemeral-storage
  problem: {{ printf "is %s, more than limitRange.max.ephemeral-storage." (index $cacheExporterLimits "ephemeral-storage") | quote }}
  example: {{ printf "limitRange.max.ephemeral-storage: %s" (index $cacheExporterLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") (gt $mlflowCpuRequest $mlflowCpuLimit) }}
- key: mlflow.resources.requests.cpu
  problem: {{ printf "is %s, more than mlflow.resources.limits.cpu." $mlflowRequests.cpu | quote }}
  example: {{ printf "cpu: %s" $mlflowLimits.cpu | quote }}
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") .Values.limitRange.enabled (gt $mlflowCpuLimit $maxCpu) }}
- key: mlflow.resources.limits.cpu
  problem: {{ printf "is %s, more than limitRange.max.cpu." $mlflowLimits.cpu | quote }}
  example: {{ printf "limitRange.max.cpu: %s" $mlflowLimits.cpu | quote }}
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") (gt $mlflowMemoryRequest $mlflowMemoryLimit) }}
- key: mlflow.resources.requests.memory
  problem: {{ printf "is %s, more than mlflow.resources.limits.memory." $mlflowRequests.memory | quote }}
  example: {{ printf "memory: %s" $mlflowLimits.memory | quote }}
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") .Values.limitRange.enabled (gt $mlflowMemoryLimit $maxMemory) }}
- key: mlflow.resources.limits.memory
  problem: {{ printf "is %s, more than limitRange.max.memory." $mlflowLimits.memory | quote }}
  example: {{ printf "limitRange.max.memory: %s" $mlflowLimits.memory | quote }}
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") (gt $mlflowStorageRequest $mlflowStorageLimit) }}
- key: mlflow.resources.requests.ephemeral-storage
  problem: {{ printf "is %s, more than mlflow.resources.limits.ephemeral-storage." (index $mlflowRequests "ephemeral-storage") | quote }}
  example: {{ printf "ephemeral-storage: %s" (index $mlflowLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and (eq .Values.mlflow.mode "embedded") .Values.limitRange.enabled (gt $mlflowStorageLimit $maxStorage) }}
- key: mlflow.resources.limits.ephemeral-storage
  problem: {{ printf "is %s, more than limitRange.max.ephemeral-storage." (index $mlflowLimits "ephemeral-storage") | quote }}
  example: {{ printf "limitRange.max.ephemeral-storage: %s" (index $mlflowLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if gt $jobsCpuRequest $jobsCpuLimit }}
- key: jobs.resources.requests.cpu
  problem: {{ printf "is %s, more than jobs.resources.limits.cpu." $jobsRequests.cpu | quote }}
  example: {{ printf "cpu: %s" $jobsLimits.cpu | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $jobsCpuLimit $maxCpu) }}
- key: jobs.resources.limits.cpu
  problem: {{ printf "is %s, more than limitRange.max.cpu." $jobsLimits.cpu | quote }}
  example: {{ printf "limitRange.max.cpu: %s" $jobsLimits.cpu | quote }}
{{- end }}
{{- if gt $jobsMemoryRequest $jobsMemoryLimit }}
- key: jobs.resources.requests.memory
  problem: {{ printf "is %s, more than jobs.resources.limits.memory." $jobsRequests.memory | quote }}
  example: {{ printf "memory: %s" $jobsLimits.memory | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $jobsMemoryLimit $maxMemory) }}
- key: jobs.resources.limits.memory
  problem: {{ printf "is %s, more than limitRange.max.memory." $jobsLimits.memory | quote }}
  example: {{ printf "limitRange.max.memory: %s" $jobsLimits.memory | quote }}
{{- end }}
{{- if gt $jobsStorageRequest $jobsStorageLimit }}
- key: jobs.resources.requests.ephemeral-storage
  problem: {{ printf "is %s, more than jobs.resources.limits.ephemeral-storage." (index $jobsRequests "ephemeral-storage") | quote }}
  example: {{ printf "ephemeral-storage: %s" (index $jobsLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $jobsStorageLimit $maxStorage) }}
- key: jobs.resources.limits.ephemeral-storage
  problem: {{ printf "is %s, more than limitRange.max.ephemeral-storage." (index $jobsLimits "ephemeral-storage") | quote }}
  example: {{ printf "limitRange.max.ephemeral-storage: %s" (index $jobsLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and .Values.smokeTest.enabled (gt $smokeTestCpuRequest $smokeTestCpuLimit) }}
- key: smokeTest.resources.requests.cpu
  problem: {{ printf "is %s, more than smokeTest.resources.limits.cpu." $smokeTestRequests.cpu | quote }}
  example: {{ printf "cpu: %s" $smokeTestLimits.cpu | quote }}
{{- end }}
{{- if and .Values.smokeTest.enabled .Values.limitRange.enabled (gt $smokeTestCpuLimit $maxCpu) }}
- key: smokeTest.resources.limits.cpu
  problem: {{ printf "is %s, more than limitRange.max.cpu." $smokeTestLimits.cpu | quote }}
  example: {{ printf "limitRange.max.cpu: %s" $smokeTestLimits.cpu | quote }}
{{- end }}
{{- if and .Values.smokeTest.enabled (gt $smokeTestMemoryRequest $smokeTestMemoryLimit) }}
- key: smokeTest.resources.requests.memory
  problem: {{ printf "is %s, more than smokeTest.resources.limits.memory." $smokeTestRequests.memory | quote }}
  example: {{ printf "memory: %s" $smokeTestLimits.memory | quote }}
{{- end }}
{{- if and .Values.smokeTest.enabled .Values.limitRange.enabled (gt $smokeTestMemoryLimit $maxMemory) }}
- key: smokeTest.resources.limits.memory
  problem: {{ printf "is %s, more than limitRange.max.memory." $smokeTestLimits.memory | quote }}
  example: {{ printf "limitRange.max.memory: %s" $smokeTestLimits.memory | quote }}
{{- end }}
{{- if and .Values.smokeTest.enabled (gt $smokeTestStorageRequest $smokeTestStorageLimit) }}
- key: smokeTest.resources.requests.ephemeral-storage
  problem: {{ printf "is %s, more than smokeTest.resources.limits.ephemeral-storage." (index $smokeTestRequests "ephemeral-storage") | quote }}
  example: {{ printf "ephemeral-storage: %s" (index $smokeTestLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and .Values.smokeTest.enabled .Values.limitRange.enabled (gt $smokeTestStorageLimit $maxStorage) }}
- key: smokeTest.resources.limits.ephemeral-storage
  problem: {{ printf "is %s, more than limitRange.max.ephemeral-storage." (index $smokeTestLimits "ephemeral-storage") | quote }}
  example: {{ printf "limitRange.max.ephemeral-storage: %s" (index $smokeTestLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $strayCpuRequest $strayCpuLimit) }}
- key: limitRange.defaults.requests.cpu
  problem: {{ printf "is %s, more than limitRange.defaults.limits.cpu." $strayRequests.cpu | quote }}
  example: {{ printf "cpu: %s" $strayLimits.cpu | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled .Values.limitRange.enabled (gt $strayCpuLimit $maxCpu) }}
- key: limitRange.defaults.limits.cpu
  problem: {{ printf "is %s, more than limitRange.max.cpu." $strayLimits.cpu | quote }}
  example: {{ printf "limitRange.max.cpu: %s" $strayLimits.cpu | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $strayMemoryRequest $strayMemoryLimit) }}
- key: limitRange.defaults.requests.memory
  problem: {{ printf "is %s, more than limitRange.defaults.limits.memory." $strayRequests.memory | quote }}
  example: {{ printf "memory: %s" $strayLimits.memory | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled .Values.limitRange.enabled (gt $strayMemoryLimit $maxMemory) }}
- key: limitRange.defaults.limits.memory
  problem: {{ printf "is %s, more than limitRange.max.memory." $strayLimits.memory | quote }}
  example: {{ printf "limitRange.max.memory: %s" $strayLimits.memory | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled (gt $strayStorageRequest $strayStorageLimit) }}
- key: limitRange.defaults.requests.ephemeral-storage
  problem: {{ printf "is %s, more than limitRange.defaults.limits.ephemeral-storage." (index $strayRequests "ephemeral-storage") | quote }}
  example: {{ printf "ephemeral-storage: %s" (index $strayLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and .Values.limitRange.enabled .Values.limitRange.enabled (gt $strayStorageLimit $maxStorage) }}
- key: limitRange.defaults.limits.ephemeral-storage
  problem: {{ printf "is %s, more than limitRange.max.ephemeral-storage." (index $strayLimits "ephemeral-storage") | quote }}
  example: {{ printf "limitRange.max.ephemeral-storage: %s" (index $strayLimits "ephemeral-storage") | quote }}
{{- end }}
{{- if and $isProduction (not $apiImage.digest) }}
- key: api.image.digest
  problem: {{ printf "is empty, but production runs only what was tested: a tag of %s can move." $apiImage.repository | quote }}
  example: {{ printf "docker buildx imagetools inspect %s/%s:%s" $apiImage.registry $apiImage.repository $apiImage.tag | quote }}
{{- end }}
{{- if and $isProduction (not $uiImage.digest) }}
- key: ui.image.digest
  problem: {{ printf "is empty, but production runs only what was tested: a tag of %s can move." $uiImage.repository | quote }}
  example: {{ printf "docker buildx imagetools inspect %s/%s:%s" $uiImage.registry $uiImage.repository $uiImage.tag | quote }}
{{- end }}
{{- if and $isProduction (eq .Values.database.mode "embedded") (not $databaseImage.digest) }}
- key: database.image.digest
  problem: {{ printf "is empty, but production runs only what was tested: a tag of %s can move." $databaseImage.repository | quote }}
  example: {{ printf "docker buildx imagetools inspect %s/%s:%s" $databaseImage.registry $databaseImage.repository $databaseImage.tag | quote }}
{{- end }}
{{- if and $isProduction (eq .Values.database.mode "embedded") .Values.database.exporter.enabled (not $databaseExporterImage.digest) }}
- key: database.exporter.image.digest
  problem: {{ printf "is empty, but production runs only what was tested: a tag of %s can move." $databaseExporterImage.repository | quote }}
  example: {{ printf "docker buildx imagetools inspect %s/%s:%s" $databaseExporterImage.registry $databaseExporterImage.repository $databaseExporterImage.tag |
      quote }}
{{- end }}
{{- if and $isProduction (eq .Values.cache.mode "embedded") (not $cacheImage.digest) }}
- key: cache.image.digest
  problem: {{ printf "is empty, but production runs only what was tested: a tag of %s can move." $cacheImage.repository | quote }}
  example: {{ printf "docker buildx imagetools inspect %s/%s:%s" $cacheImage.registry $cacheImage.repository $cacheImage.tag | quote }}
{{- end }}
{{- if and $isProduction (eq .Values.cache.mode "embedded") .Values.cache.exporter.enabled (not $cacheExporterImage.digest) }}
- key: cache.exporter.image.digest
  problem: {{ printf "is empty, but production runs only what was tested: a tag of %s can move." $cacheExporterImage.repository | quote }}
  example: {{ printf "docker buildx imagetools inspect %s/%s:%s" $cacheExporterImage.registry $cacheExporterImage.repository $cacheExporterImage.tag | quote }}
{{- end }}
{{- if and $isProduction (eq .Values.mlflow.mode "embedded") (not $mlflowImage.digest) }}
- key: mlflow.image.digest
  problem: {{ printf "is empty, but production runs only what was tested: a tag of %s can move." $mlflowImage.repository | quote }}
  example: {{ printf "docker buildx imagetools inspect %s/%s:%s" $mlflowImage.registry $mlflowImage.repository $mlflowImage.tag | quote }}
{{- end }}
{{- if and $isProduction .Values.smokeTest.enabled (not $smokeTestImage.digest) }}
- key: smokeTest.image.digest
  problem: {{ printf "is empty, but production runs only what was tested: a tag of %s can move." $smokeTestImage.repository | quote }}
  example: {{ printf "docker buildx imagetools inspect %s/%s:%s" $smokeTestImage.registry $smokeTestImage.repository $smokeTestImage.tag | quote }}
{{- end }}
{{- if and .Values.networkPolicies.enabled (not $dnsIsKnown) }}
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
{{- if and (ne .Values.edge.mode "none") .Values.networkPolicies.enabled (not $gatewayIsKnown) }}
- key: networkPolicies.peers.gateway
  problem: "is empty, so the network policies would refuse every request that the edge lets in."
  example: "namespaceLabels: {kubernetes.io/metadata.name: gateway-system}"
{{- end }}
{{- if and (ne .Values.quota.mode "none") (gt $loadBalancers (int64 .Values.quota.loadBalancers)) }}
- key: quota.loadBalancers
  problem: {{ printf "is %d, but the Services of type LoadBalancer need %d." (int64 .Values.quota.loadBalancers) $loadBalancers | quote }}
  example: {{ printf "loadBalancers: %d" $loadBalancers | quote }}
{{- end }}
{{- if and (eq .Values.quota.mode "explicit") (lt $storageQuota $claimedStorage) }}
- key: quota.explicit.storage
  problem: {{ printf "is %s, but the volumes of the release need %dMi." .Values.quota.explicit.storage (div (add $claimedStorage 1048575) 1048576) | quote }}
  example: {{ printf "storage: %dMi" (div (add $claimedStorage 1048575) 1048576) | quote }}
{{- end }}
{{- if and (eq .Values.quota.mode "explicit") (lt $requestsCpuQuota $smallestCpuRequests) }}
- key: quota.explicit.requests.cpu
  problem: {{ printf "is %s, but %s need %dm at their smallest scale." .Values.quota.explicit.requests.cpu $scale $smallestCpuRequests | quote }}
  example: {{ printf "cpu: %dm" $smallestCpuRequests | quote }}
{{- end }}
{{- if and (eq .Values.quota.mode "explicit") (lt $requestsMemoryQuota $smallestMemoryRequests) }}
- key: quota.explicit.requests.memory
  problem: {{ printf "is %s, but %s need %dMi at their smallest scale." .Values.quota.explicit.requests.memory $scale
      (div (add $smallestMemoryRequests 1048575) 1048576) | quote }}
  example: {{ printf "memory: %dMi" (div (add $smallestMemoryRequests 1048575) 1048576) | quote }}
{{- end }}
{{- if and (eq .Values.quota.mode "explicit") (lt $limitsCpuQuota $smallestCpuLimits) }}
- key: quota.explicit.limits.cpu
  problem: {{ printf "is %s, but %s need %dm at their smallest scale." .Values.quota.explicit.limits.cpu $scale $smallestCpuLimits | quote }}
  example: {{ printf "cpu: %dm" $smallestCpuLimits | quote }}
{{- end }}
{{- if and (eq .Values.quota.mode "explicit") (lt $limitsMemoryQuota $smallestMemoryLimits) }}
- key: quota.explicit.limits.memory
  problem: {{ printf "is %s, but %s need %dMi at their smallest scale." .Values.quota.explicit.limits.memory $scale
      (div (add $smallestMemoryLimits 1048575) 1048576) | quote }}
  example: {{ printf "memory: %dMi" (div (add $smallestMemoryLimits 1048575) 1048576) | quote }}
{{- end }}
{{- end }}
