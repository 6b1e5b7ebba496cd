import { text } from '../../../helm/index.js'
import { componentContainer } from '../../kinds/container.js'
import { always, httpCheck } from '../../kinds/probes.js'
import { runWithSecrets } from '../../links/mlflow-server.js'
import { components } from '../../topology.js'
import { values } from '../../values/index.js'
import { mlflowVolumes } from './volumes.js'

export const mlflowContainer = componentContainer('mlflow', {
  command: runWithSecrets,
  args: [
    'mlflow',
    'server',
    '--host=0.0.0.0',
    `--port=${components.mlflow.ports.http}`,
    text`--workers=${values.mlflow.workers}`,
    '--app-name=basic-auth',
    '--expose-prometheus=/tmp/metrics',
  ],
  env: {},
  hasSettings: true,
  volumes: mlflowVolumes,
  checks: always(httpCheck('/health')),
})
