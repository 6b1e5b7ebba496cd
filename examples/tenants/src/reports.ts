import type { ICronJob } from 'kubernetes-models/batch/v1'
import * as helm from 'slipway/helm'
import { metadataOf, selectorOf } from './names.js'
import { containerSecurity, podSecurity } from './pods.js'
import type { Values } from './values.js'

const { reports, wiki } = helm.valuesOf<Values>()

export const reportCronJobs = helm.entries(reports, (name, report) => {
  const part = helm.named('part', helm.text`report-${name}`)
  return helm.resource<ICronJob>({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(part),
    spec: {
      schedule: report.schedule,
      suspend: report.suspended,
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        spec: {
          template: {
            metadata: { labels: selectorOf({ part }) },
            spec: {
              restartPolicy: 'OnFailure',
              securityContext: podSecurity(),
              containers: [
                { name: 'report', image: wiki.image, command: report.command, securityContext: containerSecurity() },
              ],
            },
          },
        },
      },
    },
  })
})
