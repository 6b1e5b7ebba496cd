import type { ResourceValues, Seconds, Threshold } from './types.js'

/** The Jobs that set up and look after the platform: users of the database, migrations, the first model, clean-ups. */
export interface JobsValues {
  /** What the container of each Job reserves and may use. */
  resources: ResourceValues
  /** Tries before a Job counts as failed. The pauses between them grow up to six minutes. */
  retries: Threshold
  /** Time after which a Job that still runs counts as failed. */
  deadlineSeconds: Seconds
}

export const jobsDefaults: JobsValues = {
  resources: {
    requests: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '256Mi' },
    limits: { cpu: '1', memory: '512Mi', 'ephemeral-storage': '256Mi' },
  },
  retries: 8,
  deadlineSeconds: 3600,
}
