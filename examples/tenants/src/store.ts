import type { IStatefulSet } from 'kubernetes-models/apps/v1'
import type { IService } from 'kubernetes-models/v1'
import * as helm from 'slipway/helm'
import { metadataOf, nameOf, selectorOf } from './names.js'
import { containerSecurity, podSecurity } from './pods.js'
import type { Values } from './values.js'

const { store } = helm.valuesOf<Values>()
const part = 'store'

/** Gives the pod of the store a name of its own; no address stands in front of it. */
export const storeService = helm.resource<IService>({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadataOf(part),
  spec: { clusterIP: 'None', selector: selectorOf({ part }), ports: [{ name: 'valkey', port: 6379 }] },
})

export const storeStatefulSet = helm.resource<IStatefulSet>({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: metadataOf(part),
  spec: {
    serviceName: nameOf({ part }),
    replicas: 1,
    selector: { matchLabels: selectorOf({ part }) },
    template: {
      metadata: { labels: selectorOf({ part }) },
      spec: {
        securityContext: podSecurity(),
        containers: [
          {
            name: 'valkey',
            image: store.image,
            args: ['--dir', '/data', '--appendonly', helm.ifElse(helm.eq(store.medium, 'volume'), 'yes', 'no')],
            securityContext: containerSecurity(),
            ports: [{ name: 'valkey', containerPort: 6379 }],
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
          },
        ],
        volumes: helm.match(store.medium, {
          volume: undefined,
          memory: [{ name: 'data', emptyDir: { medium: 'Memory', sizeLimit: store.size } }],
          node: [{ name: 'data', emptyDir: { sizeLimit: store.size } }],
        }),
      },
    },
    volumeClaimTemplates: helm.when(helm.eq(store.medium, 'volume'), [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: store.size } } },
      },
    ]),
  },
})
