import type { IJob } from 'kubernetes-models/batch/v1'
import { and, resourceWhen } from '../../../helm/index.js'
import { type TaskParts, taskMeta, taskSpec } from '../../kinds/task.js'
import { mlflow, mlflowSettings, mlflowVolumes } from '../../links/mlflow.js'
import { values } from '../../values/index.js'

const { api, firstModel } = values

export const firstModelIsThere = and(firstModel.enabled, mlflow.isUsed)

const parts: TaskParts = {
  image: api.image,
  uid: api.uid,
  command: ['python', '-m', 'slipway_api', 'first-model'],
  env: {
    ...mlflowSettings(),
    SLIPWAY_FIRST_MODEL_NAME: firstModel.name,
    SLIPWAY_FIRST_MODEL_ALIAS: firstModel.alias,
    SLIPWAY_LOG_LEVEL: 'info',
  },
  volumes: mlflowVolumes,
}

/**
 * Registers the packaged model when the registry has none under the alias. No hook: with `--wait` Helm would run it only
 * when the API is ready, which waits for the model.
 */
export const firstModelJob = resourceWhen<IJob>(firstModelIsThere, {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: taskMeta('first-model'),
  spec: taskSpec('first-model', parts),
})
