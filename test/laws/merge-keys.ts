import {
  claimTemplatesOf,
  containersIn,
  type KubernetesObject,
  ofKind,
  type Pods,
  podsIn,
  titleOf,
} from './kubernetes.js'
import type { Law } from './law.js'

/** Server-side apply refuses a list that holds the same key twice. */
export const mergeKeysAreUnique: Law = (objects) => [
  ...containersIn(objects).flatMap(({ container, title }) => [
    ...twice(title, 'variable', container.env, ({ name }) => name),
    ...twice(title, 'port', container.ports, ({ containerPort, protocol = 'TCP' }) => `${containerPort}/${protocol}`),
    ...twice(title, 'port name', container.ports, ({ name }) => name),
    ...twice(title, 'mount path', container.volumeMounts, ({ mountPath }) => mountPath),
  ]),
  ...podsIn(objects).flatMap(({ owner, spec }) => [
    ...twice(titleOf(owner), 'volume', [...volumeNames(spec), ...claimNames(owner)], (name) => name),
    ...twice(titleOf(owner), 'container', [...spec.containers, ...(spec.initContainers ?? [])], ({ name }) => name),
    ...twice(titleOf(owner), 'pull secret', spec.imagePullSecrets, ({ name }) => name),
    ...twice(titleOf(owner), 'spread over', spec.topologySpreadConstraints, ({ topologyKey }) => topologyKey),
  ]),
  ...ofKind(objects, 'Service').flatMap((service) => [
    ...twice(titleOf(service), 'port', service.spec?.ports, ({ port, protocol = 'TCP' }) => `${port}/${protocol}`),
    ...twice(titleOf(service), 'port name', service.spec?.ports, ({ name }) => name),
  ]),
]

const volumeNames = ({ volumes = [] }: Pods['spec']) => volumes.map(({ name }) => name)
const claimNames = (owner: KubernetesObject) => claimTemplatesOf(owner).map(({ metadata }) => metadata?.name)

const twice = <T>(
  title: string,
  what: string,
  items: readonly T[] | undefined,
  keyOf: (item: T) => string | undefined,
): readonly string[] => {
  const keys = (items ?? []).map(keyOf).filter((key) => key !== undefined)
  return keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${title} has the ${what} ${key} twice.`)
}
