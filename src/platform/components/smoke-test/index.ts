import type { IPod } from 'kubernetes-models/v1'
import { hook, resourceWhen, text } from '../../../helm/index.js'
import type { Component } from '../../kinds/component.js'
import { container } from '../../kinds/container.js'
import { objectMeta } from '../../kinds/metadata.js'
import { nameOf } from '../../kinds/names.js'
import { podSpec } from '../../kinds/pod.js'
import { portOf } from '../../topology.js'
import { values } from '../../values/index.js'

const { enabled, image, resources, uid } = values.smokeTest

/** `helm test`: API and user interface must answer through their Services within about a minute. */
const pod = resourceWhen<IPod>(enabled, {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    ...objectMeta('smoke-test'),
    annotations: hook({ on: ['test'], deletePolicy: ['before-hook-creation'] }),
  },
  spec: podSpec(uid, {
    restartPolicy: 'Never',
    activeDeadlineSeconds: 300,
    containers: [
      container(
        { name: 'curl', image, resources, uid },
        {
          args: [
            '--fail',
            // Without it the result is that of the last address alone.
            '--fail-early',
            '--silent',
            '--show-error',
            // Each value by itself: `--option=value` is known from curl 8.16 on.
            ...['--max-time', '5', '--retry', '10', '--retry-delay', '3'],
            '--retry-all-errors',
            text`http://${nameOf('api')}:${portOf('api', 'http')}/readyz`,
            text`http://${nameOf('ui')}:${portOf('ui', 'http')}/_stcore/health`,
          ],
        },
      ),
    ],
  }),
})

/** The pod of `helm test`. */
export const smokeTest: Component = {
  templates: { pod },
  exists: enabled,
  opens: {},
  fewestPods: 0,
  peakPods: 1,
  containers: [{ key: 'smokeTest', image, resources }],
  claims: [],
  secrets: [],
  assertions: [],
}
