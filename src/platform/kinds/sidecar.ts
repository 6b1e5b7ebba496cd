import type { IContainer } from 'kubernetes-models/v1'
import { type Expr, env, type LiftObject, passthrough, type Ref } from '../../helm/index.js'
import { type ImageValues, type ResourceValues, values } from '../values/index.js'
import { imageOf } from './image.js'
import { mountsOf, type OwnVolumes } from './own-volume.js'
import { containerSecurityContext } from './security.js'

export interface SidecarParts {
  readonly name: string
  readonly image: Ref<ImageValues>
  readonly resources: Ref<ResourceValues>
  readonly uid: Expr<number>
  readonly port: number
  readonly env: Parameters<typeof env>[0]
  readonly volumes: OwnVolumes
}

/** A container that lives as long as the pod and serves metrics. It starts before the main one, and never delays its end. */
export const metricsSidecar = ({ name, image, resources, uid, port, env: own, volumes }: SidecarParts) =>
  ({
    name,
    image: imageOf(image),
    imagePullPolicy: values.global.image.pullPolicy,
    restartPolicy: 'Always',
    ports: [{ name: 'metrics', containerPort: port }],
    env: env(own),
    resources: passthrough(resources),
    livenessProbe: { tcpSocket: { port: 'metrics' }, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 4 },
    securityContext: containerSecurityContext(uid),
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...mountsOf(volumes)],
  }) satisfies LiftObject<IContainer>
