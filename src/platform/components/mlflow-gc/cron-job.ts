import type { ICronJob } from 'kubernetes-models/batch/v1'
import { and, named, resourceWhen, text } from '../../../helm/index.js'
import { cronJobBasics } from '../../kinds/cron-job.js'
import { objectMeta } from '../../kinds/metadata.js'
import { taskSpec } from '../../kinds/task.js'
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

export const collectionIsOn = and(mlflow.isEmbedded, garbageCollection.enabled)

/** Removes runs and models that were deleted some time ago, and their files through the server. */
export const collection = resourceWhen<ICronJob>(collectionIsOn, {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: objectMeta('mlflow-gc'),
  spec: {
    ...cronJobBasics(garbageCollection.schedule),
    jobTemplate: {
      spec: taskSpec('mlflow-gc', {
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
        env: mlflowServerSettings,
        volumes: mlflowServerVolumes,
      }),
    },
  },
})
