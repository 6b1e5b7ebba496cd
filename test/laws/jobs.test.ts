import { drainsAreNoFailures, jobsEnd, schedulesAreOrderly } from './jobs.js'
import { podOf, proves, set } from './prove.js'

const scheduled = (...path: readonly string[]) => ['spec', 'jobTemplate', 'spec', ...path]

proves(jobsEnd, {
  'has no backoffLimit': set('Job/migrate', ['spec', 'backoffLimit'], undefined),
  'has no activeDeadlineSeconds': set('Job/database-roles', ['spec', 'activeDeadlineSeconds'], undefined),
  'CronJob/shop-slipway-mlflow-gc has no activeDeadlineSeconds': set(
    'CronJob/mlflow-gc',
    scheduled('activeDeadlineSeconds'),
    undefined,
  ),
})

proves(drainsAreNoFailures, {
  'counts the drain of a node as a failure': set('Job/first-model', ['spec', 'podFailurePolicy'], undefined),
  'CronJob/shop-slipway-migrate counts': set('CronJob/migrate', scheduled('podFailurePolicy', 'rules'), [
    { action: 'Ignore', onPodConditions: [{ type: 'Ready', status: 'True' }] },
  ]),
  'CronJob/shop-slipway-mlflow-gc counts': set('CronJob/mlflow-gc', scheduled('podFailurePolicy', 'rules'), [
    { action: 'Count', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
  ]),
  'Job/shop-slipway-migrate': set('Job/migrate', [...podOf.Job, 'restartPolicy'], 'OnFailure'),
  'CronJob/shop-slipway-migrate restarts': set('CronJob/migrate', [...podOf.CronJob, 'restartPolicy'], 'OnFailure'),
})

proves(schedulesAreOrderly, {
  'CronJob/shop-slipway-migrate may run twice': set('CronJob/migrate', ['spec', 'concurrencyPolicy'], 'Allow'),
  'CronJob/shop-slipway-mlflow-gc may run twice': set('CronJob/mlflow-gc', ['spec', 'concurrencyPolicy'], undefined),
  'runs at the local time': set('CronJob/migrate', ['spec', 'timeZone'], undefined),
  'starts however late': set('CronJob/migrate', ['spec', 'startingDeadlineSeconds'], undefined),
  'CronJob/shop-slipway-mlflow-gc starts however late': set(
    'CronJob/mlflow-gc',
    ['spec', 'startingDeadlineSeconds'],
    5,
  ),
  'has no failedJobsHistoryLimit': set('CronJob/mlflow-gc', ['spec', 'failedJobsHistoryLimit'], undefined),
})
