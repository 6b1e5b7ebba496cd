import type { Part } from '../../kinds/part.js'
import { serviceAccountFor } from '../../kinds/service-account.js'
import { storeServiceFor } from '../../kinds/store-service.js'
import { mlflow } from '../../links/mlflow.js'
import { usesVolume } from '../../links/mlflow-server.js'
import { values } from '../../values/index.js'
import { mlflowAssertions } from './assertions.js'
import { mlflowClaim } from './claim.js'
import { mlflowConfigMap } from './config-map.js'
import { mlflowDeployment } from './deployment.js'
import { mlflowSecrets } from './expected-secrets.js'
import { mlflowFiles } from './files.js'
import { mlflowSecret } from './secret.js'

const { artifacts, image, resources } = values.mlflow

/** MLflow in the release. */
export const mlflowPart: Part = {
  group: 'data',
  templates: {
    claim: mlflowClaim,
    'config-map': mlflowConfigMap,
    deployment: mlflowDeployment,
    files: mlflowFiles,
    secret: mlflowSecret,
    service: storeServiceFor('mlflow', mlflow.isEmbedded),
    'service-account': serviceAccountFor('mlflow', mlflow.isEmbedded),
  },
  exists: mlflow.isEmbedded,
  isOutside: mlflow.isExternal,
  fewestPods: 1,
  // With a bucket the new pod starts beside the old one.
  peakPods: 2,
  containers: [{ key: 'mlflow', image, resources }],
  claims: [{ exists: usesVolume, storage: artifacts.volume }],
  secrets: mlflowSecrets,
  assertions: mlflowAssertions,
}
