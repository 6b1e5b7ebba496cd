import { and, assert, entries, eq, isEmpty, present, text } from '../../helm/index.js'
import { containers } from '../policies/capacity.js'
import { values } from '../values/index.js'

/** Production runs what was tested, and a tag can move. */
export const imageRules = entries(containers(), (key, container) =>
  present(container.image, (image) =>
    assert({
      key: text`${key}.image.digest`,
      refuseWhen: and(eq(values.profile, 'production'), container.exists, isEmpty(image.digest)),
      problem: text`is empty, but production runs only what was tested: a tag of ${image.repository} can move.`,
      example: text`docker buildx imagetools inspect ${image.registry}/${image.repository}:${image.tag}`,
    }),
  ),
)
