import type { Part } from '../../kinds/part.js'
import { values } from '../../values/index.js'
import { smokeTestPod } from './pod.js'

const { enabled, image, resources } = values.smokeTest

/** `helm test`. */
export const smokeTestPart: Part = {
  group: 'task',
  templates: { pod: smokeTestPod },
  exists: enabled,
  containers: [{ key: 'smokeTest', image, resources }],
}
