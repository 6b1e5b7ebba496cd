import { fileURLToPath } from 'node:url'
import * as helm from 'slipway/helm'
import { gatewayConfig, gatewayDeployment, gatewayService } from './gateway.js'
import { gatewayCertificate, gatewayIngress } from './ingress.js'
import { nameHelpers } from './names.js'
import { notes } from './notes.js'
import { podHelpers } from './pods.js'
import { reportCronJobs } from './reports.js'
import { rules } from './rules.js'
import { storeService, storeStatefulSet } from './store.js'
import { tenantDeployments, tenantJobs, tenantServices } from './tenants.js'
import { defaults, type Values } from './values.js'

const source = helm.defineChart<Values>({
  metadata: {
    name: 'wikis',
    version: '1.0.0',
    appVersion: '2.4.0',
    description: 'A wiki for each of several tenants.',
    kubeVersion: '>=1.33-0',
  },
  defaults,
  templates: {
    'tenants/deployments': tenantDeployments,
    'tenants/services': tenantServices,
    'tenants/migrations': tenantJobs,
    'store/service': storeService,
    'store/stateful-set': storeStatefulSet,
    'gateway/config-map': gatewayConfig,
    'gateway/deployment': gatewayDeployment,
    'gateway/service': gatewayService,
    'gateway/ingress': gatewayIngress,
    'gateway/certificate': gatewayCertificate,
    'reports/cron-jobs': reportCronJobs,
  },
  helpers: { _names: nameHelpers, _pods: podHelpers },
  assertions: rules,
  notes,
})

const valuesFile = fileURLToPath(new URL('./values.ts', import.meta.url))
export const chart = helm.compileChart(source, helm.generateSchema({ file: valuesFile, type: 'Values' }))
