import { apiAutoscaler } from './autoscaler.js'
import { apiConfigMap } from './config-map.js'
import { apiDeployment } from './deployment.js'
import { apiDisruptionBudget } from './disruption-budget.js'
import { apiHttpRoute } from './http-route.js'
import { apiIngress } from './ingress.js'
import { apiNetworkPolicy } from './network-policy.js'
import { apiSecret } from './secret.js'
import { apiService } from './service.js'
import { apiServiceAccount } from './service-account.js'

/** The objects of the component by the name of their file. */
export const apiTemplates = {
  'config-map': apiConfigMap,
  deployment: apiDeployment,
  'disruption-budget': apiDisruptionBudget,
  'horizontal-pod-autoscaler': apiAutoscaler,
  'http-route': apiHttpRoute,
  ingress: apiIngress,
  'network-policy': apiNetworkPolicy,
  secret: apiSecret,
  service: apiService,
  'service-account': apiServiceAccount,
}
