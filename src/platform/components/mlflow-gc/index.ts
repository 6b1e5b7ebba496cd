import type { Part } from '../../kinds/part.js'
import { serviceAccountFor } from '../../kinds/service-account.js'
import { values } from '../../values/index.js'
import { collection, collectionIsOn } from './cron-job.js'

/** Removes from MLflow what was deleted. */
export const mlflowGcPart: Part = {
  group: 'task',
  templates: { 'cron-job': collection, 'service-account': serviceAccountFor('mlflow-gc', collectionIsOn) },
  exists: collectionIsOn,
  containers: [{ key: 'jobs', resources: values.jobs.resources }],
}
