import { and, named, text } from '../../../helm/index.js'
import { asEnv } from '../../kinds/shared-env.js'
import { task } from '../../kinds/task.js'
import { mlflow } from '../../links/mlflow.js'
import {
  artifactsUri,
  backendStoreUri,
  mlflowServerSettings,
  mlflowServerVolumes,
  runWithSecrets,
} from '../../links/mlflow-server.js'
import { values } from '../../values/index.js'

const { garbageCollection, image, uid } = values.mlflow

/** Removes runs and models that were deleted some time ago, and their files through the server. */
export const mlflowGc = task('mlflow-gc', {
  exists: and(mlflow.isEmbedded, garbageCollection.enabled),
  schedule: garbageCollection.schedule,
  image,
  uid,
  command: runWithSecrets,
  args: [
    'mlflow',
    'gc',
    text`--older-than=${garbageCollection.olderThanDays}d`,
    `--backend-store-uri=${backendStoreUri}`,
    text`--artifacts-destination=${named('artifacts', artifactsUri)}`,
    text`--tracking-uri=${mlflow.url}`,
  ],
  env: [asEnv(mlflowServerSettings)],
  volumes: { server: mlflowServerVolumes },
})
