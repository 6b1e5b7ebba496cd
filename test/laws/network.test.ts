import {
  allIsDeniedAtFirst,
  edgesAreFlows,
  flowsAreEdges,
  podsMayResolveNames,
  policiesNameTheirDirections,
  portsHaveEdges,
  rulesNamePeersAndPorts,
} from './network.js'
import { containerOf, podOf, proves, remove, set } from './prove.js'

const policy = (name: string, path: readonly (string | number)[], value: unknown) =>
  set(`NetworkPolicy/${name}`, ['spec', ...path], value)

proves(allIsDeniedAtFirst, {
  'Pod/shop-slipway-smoke-test is open': remove('NetworkPolicy/default-deny'),
  'Deployment/shop-slipway-api is open': policy('default-deny', ['policyTypes'], ['Ingress']),
  'Deployment/shop-slipway-ui is open': policy('default-deny', ['podSelector'], {
    matchLabels: { 'app.kubernetes.io/component': 'api' },
  }),
  'StatefulSet/shop-slipway-database is open': remove('NetworkPolicy/default-deny'),
  'CronJob/shop-slipway-mlflow-gc is open': policy('default-deny', ['policyTypes'], ['Egress']),
  'Pod/shop-slipway-smoke-test is open to': policy('default-deny', ['ingress'], [{}]),
})

proves(rulesNamePeersAndPorts, {
  'NetworkPolicy/shop-slipway-api has an ingress rule': policy('api', ['ingress', 0, 'from'], []),
  'NetworkPolicy/shop-slipway-ui has an ingress rule': policy('ui', ['ingress', 0, 'from'], undefined),
  'NetworkPolicy/shop-slipway-api has an egress rule': policy('api', ['egress', 0, 'to'], [{}]),
  'NetworkPolicy/shop-slipway-ui has an egress rule': policy('ui', ['egress', 0, 'ports'], undefined),
  'NetworkPolicy/shop-slipway-smoke-test has an egress rule': policy(
    'smoke-test',
    ['egress', 1, 'ports', 0, 'port'],
    undefined,
  ),
})

proves(policiesNameTheirDirections, {
  'NetworkPolicy/shop-slipway-api leaves': policy('api', ['policyTypes'], ['Egress']),
})

const stranger = { podSelector: { matchLabels: { app: 'stranger' } } }
const podsOf = (component: string) => ({
  podSelector: {
    matchLabels: {
      'app.kubernetes.io/name': 'slipway',
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/component': component,
    },
  },
})

proves(flowsAreEdges, {
  'NetworkPolicy/shop-slipway-api allows ingress 8000/TCP with a stranger': policy(
    'api',
    ['ingress', 0, 'from', 0],
    stranger,
  ),
  'NetworkPolicy/shop-slipway-api allows ingress 9464/TCP with ui': policy(
    'api',
    ['ingress', 0, 'ports', 0, 'port'],
    9464,
  ),
  'NetworkPolicy/shop-slipway-api allows ingress 8000/UDP with ui': policy(
    'api',
    ['ingress', 0, 'ports', 0, 'protocol'],
    'UDP',
  ),
  'NetworkPolicy/shop-slipway-ui allows egress 443/TCP with dns': policy('ui', ['egress', 0, 'ports', 0], {
    port: 443,
  }),
  'NetworkPolicy/shop-slipway-ui allows egress 4318/TCP with collector': policy(
    'ui',
    ['egress', 2, 'ports', 0, 'port'],
    4318,
  ),
  'NetworkPolicy/shop-slipway-default-deny allows egress 443/TCP with a stranger': policy(
    'default-deny',
    ['egress'],
    [{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] }],
  ),
})

// Who has no reason to call a store cannot.
proves(flowsAreEdges, {
  'NetworkPolicy/shop-slipway-database allows ingress 5432/TCP with first-model': policy(
    'database',
    ['ingress', 0, 'from', 0],
    podsOf('first-model'),
  ),
  'NetworkPolicy/shop-slipway-database allows ingress 9187/TCP with api': policy(
    'database',
    ['ingress', 0, 'ports', 0, 'port'],
    9187,
  ),
  'NetworkPolicy/shop-slipway-cache allows egress 5432/TCP with database': policy('cache', ['egress', 1], {
    to: [podsOf('database')],
    ports: [{ protocol: 'TCP', port: 5432 }],
  }),
})

proves(edgesAreFlows, {
  'database refuses the ingress of database-roles to database': policy('database', ['ingress', 2, 'from', 0], stranger),
  'migrate refuses the egress of migrate to database': policy('migrate', ['egress', 1, 'to', 0], stranger),
  'mlflow-gc refuses the egress of mlflow-gc to mlflow': policy('mlflow-gc', ['egress'], []),
  'first-model refuses the egress of first-model to mlflow': remove('NetworkPolicy/first-model'),
  'database refuses the ingress of prometheus to database': policy('database', ['ingress'], []),
  'api refuses the ingress of ui to api': policy('api', ['ingress', 0, 'from', 0], stranger),
  'ui refuses the egress of ui to api': policy('ui', ['egress', 1, 'to', 0], stranger),
  'ui refuses the ingress of gateway to ui': policy('ui', ['ingress'], []),
  'api refuses the egress of api to collector': policy('api', ['egress'], []),
  'smoke-test refuses the egress of smoke-test to ui': remove('NetworkPolicy/smoke-test'),
})

// A partner stands in for a store that is not in the release.
proves(
  edgesAreFlows,
  {
    'api refuses the egress of api to database': policy('api', ['egress', 2, 'ports', 0, 'port'], 5432),
    'migrate refuses the egress of migrate to database': policy('migrate', ['egress'], []),
    'mlflow refuses the egress of mlflow to database': policy('mlflow', ['egress', 1, 'to', 0], stranger),
  },
  {
    database: { mode: 'external', external: { host: 'pg.example.com' } },
    networkPolicies: { peers: { database: { port: 6432, podLabels: { app: 'pg' } } } },
  },
)

proves(portsHaveEdges, {
  'exporter listens on 9188, which nobody calls': set(
    'StatefulSet/database',
    [...podOf.StatefulSet, 'initContainers', 0, 'ports', 0, 'containerPort'],
    9188,
  ),
  'migrate listens on 8000, which nobody calls': set(
    'Job/migrate',
    [...containerOf.Job, 'ports'],
    [{ containerPort: 8000 }],
  ),
  'api listens on 5005, which nobody calls': set(
    'Deployment/api',
    [...containerOf.Deployment, 'ports', 0, 'containerPort'],
    5005,
  ),
  'curl listens on 8000, which nobody calls': set(
    'Pod/smoke-test',
    [...containerOf.Pod, 'ports'],
    [{ containerPort: 8000 }],
  ),
})

proves(podsMayResolveNames, {
  'Deployment/shop-slipway-api may not ask name servers on 53/UDP': policy(
    'api',
    ['egress', 0, 'ports', 0, 'port'],
    54,
  ),
  'Pod/shop-slipway-smoke-test may not ask name servers on 53/TCP': remove('NetworkPolicy/smoke-test'),
  'CronJob/shop-slipway-migrate may not ask name servers on 53/TCP': remove('NetworkPolicy/migrate'),
})
