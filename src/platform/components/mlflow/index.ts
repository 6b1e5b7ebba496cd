import { text } from '../../../helm/index.js'
import { container } from '../../kinds/container.js'
import { nameOf } from '../../kinds/names.js'
import { onePod } from '../../kinds/pods.js'
import { always, httpCheck } from '../../kinds/probes.js'
import { server } from '../../kinds/server.js'
import { podMounts } from '../../kinds/volume.js'
import { mlflow as link } from '../../links/mlflow.js'
import { backendStoreUri, mlflowServerVolumes, runWithSecrets, usesVolume } from '../../links/mlflow-server.js'
import { portOf } from '../../topology.js'
import { values } from '../../values/index.js'
import { mlflowAssertions } from './assertions.js'
import { mlflowClaim } from './claim.js'
import { mlflowSecrets } from './expected-secrets.js'
import { mlflowFiles } from './files.js'
import { mlflowSecret } from './secret.js'
import { mlflowSettings } from './settings.js'
import { mlflowVolumes } from './volumes.js'

const { artifacts, databaseUpgrade, image, resources, uid, workers } = values.mlflow

/** MLflow in the release. */
export const mlflow = server('mlflow', {
  exists: link.isEmbedded,
  isOutside: link.isExternal,
  // Two pods cannot share the volume.
  pods: onePod({ endsFirst: usesVolume }),
  initContainers: [
    {
      // Brings MLflow's tables up to its version before it starts. One-way: take a backup first.
      exists: databaseUpgrade,
      container: container(
        { name: 'database-upgrade', image, resources, uid },
        {
          command: runWithSecrets,
          args: ['mlflow', 'db', 'upgrade', backendStoreUri],
          envFrom: [{ configMapRef: { name: nameOf('mlflow') } }],
          volumeMounts: podMounts({ server: mlflowServerVolumes }),
        },
      ),
    },
  ],
  container: {
    command: runWithSecrets,
    args: [
      'mlflow',
      'server',
      '--host=0.0.0.0',
      `--port=${portOf('mlflow', 'http')}`,
      text`--workers=${workers}`,
      '--app-name=basic-auth',
      '--expose-prometheus=/tmp/metrics',
    ],
    checks: always(httpCheck('/health')),
  },
  settings: mlflowSettings,
  files: { files: mlflowFiles },
  volumes: mlflowVolumes,
  objects: { claim: mlflowClaim, secret: mlflowSecret },
  claims: [{ exists: usesVolume, storage: artifacts.volume }],
  secrets: mlflowSecrets,
  assertions: mlflowAssertions,
})
