import type { IPod } from 'kubernetes-models/v1'
import { hook, passthrough, resourceWhen, text } from '../../../helm/index.js'
import { imageOf } from '../../kinds/image.js'
import { objectMeta } from '../../kinds/metadata.js'
import { nameOf } from '../../kinds/names.js'
import { podBasics } from '../../kinds/pod-template.js'
import { containerSecurityContext, podSecurityContext } from '../../kinds/security.js'
import { components } from '../../topology.js'
import { values } from '../../values/index.js'

const { smokeTest } = values
const { api, ui } = components

/** `helm test`: both parts must answer through their Services within about a minute. */
export const smokeTestPod = resourceWhen<IPod>(smokeTest.enabled, {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    ...objectMeta('smoke-test'),
    annotations: hook({ on: ['test'], deletePolicy: ['before-hook-creation'] }),
  },
  spec: {
    ...podBasics,
    restartPolicy: 'Never',
    activeDeadlineSeconds: 300,
    securityContext: podSecurityContext(smokeTest.uid),
    containers: [
      {
        name: 'curl',
        image: imageOf(smokeTest.image),
        imagePullPolicy: values.global.image.pullPolicy,
        args: [
          '--fail',
          // Without it the result is that of the last address alone.
          '--fail-early',
          '--silent',
          '--show-error',
          // Each value by itself: `--option=value` is known from curl 8.16 on.
          ...['--max-time', '5', '--retry', '10', '--retry-delay', '3'],
          '--retry-all-errors',
          text`http://${nameOf('api')}:${api.ports.http}/readyz`,
          text`http://${nameOf('ui')}:${ui.ports.http}/_stcore/health`,
        ],
        resources: passthrough(smokeTest.resources),
        securityContext: containerSecurityContext(smokeTest.uid),
      },
    ],
  },
})
