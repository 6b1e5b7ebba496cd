import { chartInfo, type Expr, helper, ifElse, ifEmpty, named, nonEmpty, type Ref, text } from '../../helm/index.js'
import { type ImageValues, values } from '../values/index.js'

const image = helper('slipway.image', {
  doc: 'An image reference: the registry override, the tag for people, the digest that decides.',
  parameters: { image: values.api.image },
  returns: 'text',
  body: ({ image }) => {
    const registry = named('registry', ifEmpty(values.global.image.registry, image.registry))
    const tag = named('tag', ifEmpty(image.tag, chartInfo.appVersion))
    const tagged = text`${registry}/${image.repository}:${tag}`
    return ifElse(nonEmpty(image.digest), text`${tagged}@${image.digest}`, tagged)
  },
})

export const imageHelpers = [image]

/** The one way to an image: a container that does not use it escapes the registry override. */
export const imageOf = (of: Ref<ImageValues>): Expr<string> => image({ image: of })
