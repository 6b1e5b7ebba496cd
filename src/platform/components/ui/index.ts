import { uiAutoscaler } from './autoscaler.js'
import { uiConfigMap } from './config-map.js'
import { uiDeployment } from './deployment.js'
import { uiDisruptionBudget } from './disruption-budget.js'
import { uiHttpRoute } from './http-route.js'
import { uiIngress } from './ingress.js'
import { uiNetworkPolicy } from './network-policy.js'
import { uiSecret } from './secret.js'
import { uiService } from './service.js'
import { uiServiceAccount } from './service-account.js'
import { uiStreamlitConfig } from './streamlit-config.js'

/** The objects of the component by the name of their file. */
export const uiTemplates = {
  'config-map': uiConfigMap,
  deployment: uiDeployment,
  'disruption-budget': uiDisruptionBudget,
  'horizontal-pod-autoscaler': uiAutoscaler,
  'http-route': uiHttpRoute,
  ingress: uiIngress,
  'network-policy': uiNetworkPolicy,
  secret: uiSecret,
  service: uiService,
  'service-account': uiServiceAccount,
  'streamlit-config': uiStreamlitConfig,
}
