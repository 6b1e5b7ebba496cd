import { type Assertion, and, assert, eq, isEmpty, text } from '../../helm/index.js'
import { namedParts } from '../components/index.js'
import { conditionsOf } from '../kinds/part.js'
import { values } from '../values/index.js'

const isProduction = eq(values.profile, 'production')

/** Production runs what was tested, and a tag can move. */
export const imageRules: readonly Assertion[] = namedParts.flatMap(([, part]) =>
  part.containers.flatMap((container) => {
    const { key, image } = container
    if (image === undefined) return []
    return assert({
      key: `${key}.image.digest`,
      refuseWhen: and(isProduction, ...conditionsOf(part, container), isEmpty(image.digest)),
      problem: text`is empty, but production runs only what was tested: a tag of ${image.repository} can move.`,
      example: text`docker buildx imagetools inspect ${image.registry}/${image.repository}:${image.tag}`,
    })
  }),
)
