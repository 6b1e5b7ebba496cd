import { servingPart } from '../../kinds/serving-part.js'
import { uiAssertions } from './assertions.js'
import { uiAutoscaler } from './autoscaler.js'
import { uiConfigMap } from './config-map.js'
import { uiDeployment } from './deployment.js'
import { uiDisruptionBudget } from './disruption-budget.js'
import { uiSecrets } from './expected-secrets.js'
import { uiHttpRoute } from './http-route.js'
import { uiIngress } from './ingress.js'
import { uiApiAccessSecret, uiSecret } from './secret.js'
import { uiService } from './service.js'
import { uiServiceAccount } from './service-account.js'
import { uiStreamlitConfig } from './streamlit-config.js'

const templates = {
  'config-map': uiConfigMap,
  deployment: uiDeployment,
  'disruption-budget': uiDisruptionBudget,
  'horizontal-pod-autoscaler': uiAutoscaler,
  'http-route': uiHttpRoute,
  ingress: uiIngress,
  secret: uiSecret,
  'api-access-secret': uiApiAccessSecret,
  service: uiService,
  'service-account': uiServiceAccount,
  'streamlit-config': uiStreamlitConfig,
}

export const uiPart = servingPart('ui', { templates, secrets: uiSecrets, assertions: uiAssertions })
