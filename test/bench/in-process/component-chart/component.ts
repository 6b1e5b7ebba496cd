import type { IDeployment } from 'kubernetes-models/apps/v1'
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import type { IService, IServiceAccount } from 'kubernetes-models/v1'
import {
  and,
  assert,
  env,
  gt,
  not,
  passthrough,
  type Resource,
  type Rules,
  release,
  resourceWhen,
  spread,
  text,
  when,
} from '../../../../src/helm/index.js'
import { fromPods, labels, selectors, toNameServers, toPods } from './helpers.js'
import { type ComponentName, ownValues } from './values.js'

/** A component and those that it is connected with. */
export interface Component {
  readonly name: ComponentName
  readonly calls?: ComponentName | undefined
  readonly calledBy?: ComponentName | undefined
}

const metaOf = (name: ComponentName) => ({
  name: text`${release.name}-${name}`,
  namespace: release.namespace,
  labels: labels({ name }),
})

const deploymentOf = (name: ComponentName): Resource => {
  const own = ownValues(name)
  return resourceWhen<IDeployment>(own.enabled, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metaOf(name),
    spec: {
      replicas: own.replicas,
      selector: { matchLabels: selectors({ name }) },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: own.surge } },
      template: {
        metadata: { labels: labels({ name }) },
        spec: {
          serviceAccountName: text`${release.name}-${name}`,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'main',
              image: own.image,
              ports: [{ name: 'http', containerPort: own.port }],
              env: env({ COMPONENT: name }, { user: own.env, winner: 'fixed' }),
              resources: passthrough(own.resources),
              readinessProbe: { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 5 },
              securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
            },
          ],
        },
      },
    },
  })
}

const serviceOf = (name: ComponentName): Resource =>
  resourceWhen<IService>(ownValues(name).enabled, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metaOf(name),
    spec: {
      selector: selectors({ name }),
      ports: [{ name: 'http', port: ownValues(name).port, targetPort: 'http', protocol: 'TCP' }],
    },
  })

const serviceAccountOf = (name: ComponentName): Resource =>
  resourceWhen<IServiceAccount>(ownValues(name).enabled, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metaOf(name),
    automountServiceAccountToken: false,
  })

const networkPolicyOf = ({ name, calls, calledBy }: Component): Resource =>
  resourceWhen<INetworkPolicy>(ownValues(name).enabled, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metaOf(name),
    spec: {
      podSelector: { matchLabels: selectors({ name }) },
      policyTypes: ['Ingress', 'Egress'],
      ...(calledBy !== undefined && {
        ingress: when(ownValues(calledBy).enabled, [spread(fromPods({ name: calledBy, port: ownValues(name).port }))]),
      }),
      egress: [
        spread(toNameServers()),
        ...(calls === undefined ? [] : [spread(toPods({ name: calls, port: ownValues(calls).port }))]),
      ],
    },
  })

/** The objects of a component by the name of their file. */
export const templatesOf = (component: Component): Readonly<Record<string, Resource>> => ({
  deployment: deploymentOf(component.name),
  service: serviceOf(component.name),
  'service-account': serviceAccountOf(component.name),
  'network-policy': networkPolicyOf(component),
})

/** What the values of a component fulfil beyond their types. */
export const checksOf = ({ name, calls }: Component): Rules => {
  const { enabled, replicas, surge } = ownValues(name)
  return [
    assert({
      key: `components.${name}.surge`,
      refuseWhen: and(enabled, gt(surge, replicas)),
      problem: text`is ${surge}, more than the ${replicas} replicas.`,
      example: text`surge: ${replicas}`,
    }),
    ...(calls === undefined
      ? []
      : [
          assert({
            key: `components.${calls}.enabled`,
            refuseWhen: and(enabled, not(ownValues(calls).enabled)),
            problem: `is false, but ${name} calls it.`,
            example: 'enabled: true',
          }),
        ]),
  ]
}
