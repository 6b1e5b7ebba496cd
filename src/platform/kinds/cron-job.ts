import type { ICronJobSpec } from 'kubernetes-models/batch/v1'
import type { Expr, LiftObject } from '../../helm/index.js'

/** The fields of a CronJob that are the same for all: one run at a time, and a late one is better than none. */
export const cronJobBasics = (schedule: Expr<string>) =>
  ({
    schedule,
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 900,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
  }) satisfies Partial<LiftObject<ICronJobSpec>>
