import { and, env } from '../../../helm/index.js'
import { asEnv } from '../../kinds/shared-env.js'
import { task } from '../../kinds/task.js'
import { mlflow, mlflowSettings, mlflowVolumes } from '../../links/mlflow.js'
import { values } from '../../values/index.js'

const { alias, enabled, name } = values.firstModel
const { image, uid } = values.api

/**
 * Registers the packaged model when the registry has none under the alias. No hook: with `--wait` Helm would run it only
 * when the API is ready, which waits for the model.
 */
export const firstModel = task('first-model', {
  exists: and(enabled, mlflow.isUsed),
  atUpgrade: true,
  image,
  uid,
  command: ['python', '-m', 'slipway_api', 'first-model'],
  env: [
    asEnv(mlflowSettings),
    ...env({ SLIPWAY_FIRST_MODEL_NAME: name, SLIPWAY_FIRST_MODEL_ALIAS: alias, SLIPWAY_LOG_LEVEL: 'info' }),
  ],
  volumes: { mlflow: mlflowVolumes },
})
