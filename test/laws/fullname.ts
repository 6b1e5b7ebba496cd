import { type KubernetesObject, nameOf, ofKind } from './kubernetes.js'

const ending = '-api'

/** The base of all object names, as the Deployment that every release has shows it. */
export const fullnameIn = (objects: readonly KubernetesObject[]): string => {
  const api = ofKind(objects, 'Deployment').find((one) => nameOf(one).endsWith(ending))
  if (api === undefined) throw new Error('There is no Deployment of the API, from whose name the others could be told.')
  return nameOf(api).slice(0, -ending.length)
}
