import type { Part } from '../../kinds/part.js'
import { serviceAccountFor } from '../../kinds/service-account.js'
import { values } from '../../values/index.js'
import { firstModelIsThere, firstModelJob } from './job.js'

/** The first model of the registry. */
export const firstModelPart: Part = {
  group: 'task',
  templates: { job: firstModelJob, 'service-account': serviceAccountFor('first-model', firstModelIsThere) },
  exists: firstModelIsThere,
  containers: [{ key: 'jobs', resources: values.jobs.resources }],
}
