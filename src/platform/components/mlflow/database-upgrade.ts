import type { IContainer } from 'kubernetes-models/v1'
import { type LiftObject, passthrough } from '../../../helm/index.js'
import { imageOf } from '../../kinds/image.js'
import { nameOf } from '../../kinds/names.js'
import { mountsOf } from '../../kinds/own-volume.js'
import { containerSecurityContext } from '../../kinds/security.js'
import { backendStoreUri, mlflowServerVolumes, runWithSecrets } from '../../links/mlflow-server.js'
import { values } from '../../values/index.js'

const { image, resources, uid } = values.mlflow

/** Brings MLflow's tables up to its version before it starts. One-way: take a backup first. */
export const databaseUpgrade: LiftObject<IContainer> = {
  name: 'database-upgrade',
  image: imageOf(image),
  imagePullPolicy: values.global.image.pullPolicy,
  command: runWithSecrets,
  args: ['mlflow', 'db', 'upgrade', backendStoreUri],
  envFrom: [{ configMapRef: { name: nameOf('mlflow') } }],
  resources: passthrough(resources),
  securityContext: containerSecurityContext(uid),
  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, ...mountsOf(mlflowServerVolumes)],
}
