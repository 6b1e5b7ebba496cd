import { servingPart } from '../../kinds/serving-part.js'
import { apiAssertions } from './assertions.js'
import { apiAutoscaler } from './autoscaler.js'
import { apiConfigMap } from './config-map.js'
import { apiDeployment } from './deployment.js'
import { apiDisruptionBudget } from './disruption-budget.js'
import { apiSecrets } from './expected-secrets.js'
import { apiHttpRoute } from './http-route.js'
import { apiIngress } from './ingress.js'
import { apiSecret } from './secret.js'
import { apiService } from './service.js'
import { apiServiceAccount } from './service-account.js'

const templates = {
  'config-map': apiConfigMap,
  deployment: apiDeployment,
  'disruption-budget': apiDisruptionBudget,
  'horizontal-pod-autoscaler': apiAutoscaler,
  'http-route': apiHttpRoute,
  ingress: apiIngress,
  secret: apiSecret,
  service: apiService,
  'service-account': apiServiceAccount,
}

export const apiPart = servingPart('api', { templates, secrets: apiSecrets, assertions: apiAssertions })
