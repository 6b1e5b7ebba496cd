import { type Container, type KubernetesObject, nameOf, ofKind, type Pods, titleOf } from './kubernetes.js'

type Objects = readonly KubernetesObject[]
type Volume = NonNullable<Pods['spec']['volumes']>[number]

/** Variables of a container with their values, those of its ConfigMaps first. */
export const variablesOf = (objects: Objects, container: Container): readonly (readonly [string, string])[] => [
  ...(container.envFrom ?? []).flatMap(({ configMapRef }) => Object.entries(configOf(objects, configMapRef?.name))),
  ...(container.env ?? []).map(({ name, value = '' }) => [name, value] as const),
]

/** What a ConfigMap of the release holds. */
export const configOf = (objects: Objects, name: string | undefined): Readonly<Record<string, string>> =>
  ofKind(objects, 'ConfigMap').find((one) => nameOf(one) === name)?.data ?? {}

/** Whether a folder is mounted just there. */
export const isMounted = (container: Container, folder: string): boolean =>
  (container.volumeMounts ?? []).some(({ mountPath }) => mountPath === folder)

/** What is wrong with a path to a file, as the end of a sentence; nothing when a volume has such a file, or may have it. */
export const problemOfFile = (
  objects: Objects,
  { spec }: Pods,
  container: Container,
  path: string,
): string | undefined => {
  const folder = path.slice(0, path.lastIndexOf('/'))
  const mount = container.volumeMounts?.find(({ mountPath }) => mountPath === folder)
  if (mount === undefined) return 'but nothing is mounted there'
  const source = sourceOf(
    objects,
    spec.volumes?.find(({ name }) => name === mount.name),
  )
  const file = path.slice(folder.length + 1)
  return source === undefined || source.files.includes(file)
    ? undefined
    : `but ${source.title} has only ${source.files.join(', ')}`
}

/** The object behind a volume and its files there, as far as they are known. */
const sourceOf = (objects: Objects, { configMap, secret }: Partial<Volume> = {}) => {
  const items = (configMap ?? secret)?.items
  const name = configMap?.name ?? secret?.secretName
  const object = [...ofKind(objects, 'ConfigMap'), ...ofKind(objects, 'Secret')].find(
    (one) => nameOf(one) === name && (one.kind === 'ConfigMap') === (configMap !== undefined),
  )
  const title = object === undefined ? `${configMap ? 'ConfigMap' : 'Secret'}/${name}` : titleOf(object)
  if (items !== undefined) return { title, files: items.map(({ path }) => path) }
  return object === undefined ? undefined : { title, files: keysOf(object) }
}

/** The entries of a ConfigMap or Secret. */
export const keysOf = (object: KubernetesObject): readonly string[] => {
  const { data, stringData } = object as { readonly data?: object; readonly stringData?: object }
  return Object.keys({ ...data, ...stringData })
}
