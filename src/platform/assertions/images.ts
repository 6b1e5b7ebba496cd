import { type Assertion, and, assert, eq, isEmpty, named, text } from '../../helm/index.js'
import { namedParts } from '../components/index.js'
import { conditionsOf, variableName } from '../kinds/part.js'
import { values } from '../values/index.js'

const isProduction = named('isProduction', eq(values.profile, 'production'))

/** Production runs what was tested, and a tag can move. */
export const imageRules: readonly Assertion[] = namedParts.flatMap(([, part]) =>
  part.containers.flatMap((container) => {
    if (container.image === undefined) return []
    const image = named(variableName(`${container.key}.image`), container.image)
    return assert({
      key: `${container.key}.image.digest`,
      refuseWhen: and(isProduction, ...conditionsOf(part, container), isEmpty(image.digest)),
      problem: text`is empty, but production runs only what was tested: a tag of ${image.repository} can move.`,
      example: text`docker buildx imagetools inspect ${image.registry}/${image.repository}:${image.tag}`,
    })
  }),
)
