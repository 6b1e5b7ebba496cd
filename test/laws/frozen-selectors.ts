import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { fullnameIn } from './fullname.js'
import { claimTemplatesOf, type KubernetesObject, nameOf, ofKind, titleOf, workloadsIn } from './kubernetes.js'
import type { Law, Release } from './law.js'

/** What can never change of an object, by its kind and the end of its name, as released charts have it. */
const golden = readFileSync(new URL('selectors.golden.json', import.meta.url), 'utf8')

const frozenIn = (objects: readonly KubernetesObject[], { name }: Release): Readonly<Record<string, unknown>> =>
  JSON.parse(golden.replaceAll('{release}', name).replaceAll('{fullname}', fullnameIn(objects)))

/**
 * Kubernetes refuses to change these fields of an object that exists, so an upgrade would fail, and volumes that lose their
 * name are lost. A new object is added to the golden file; a line that is there is never changed.
 */
export const selectorsAreFrozen: Law = (objects, release) => {
  const frozen = frozenIn(objects, release)
  const ending = (object: KubernetesObject) => nameOf(object).slice(fullnameIn(objects).length + 1)
  return fixedParts(objects)
    .map(({ object, part }) => ({ object, part, key: `${object.kind} ${ending(object)}` }))
    .filter(({ part, key }) => !isDeepStrictEqual(part, frozen[key]))
    .map(({ object, key }) => `${titleOf(object)} is not as ${key} in selectors.golden.json.`)
}

const fixedParts = (objects: readonly KubernetesObject[]): readonly { object: KubernetesObject; part: unknown }[] => [
  ...workloadsIn(objects).map((object) => ({ object, part: partOfWorkload(object) })),
  ...ofKind(objects, 'Service').map((object) => ({ object, part: { isHeadless: object.spec?.clusterIP === 'None' } })),
  ...ofKind(objects, 'PersistentVolumeClaim').map((object) => ({
    object,
    part: { accessModes: object.spec?.accessModes, volumeMode: object.spec?.volumeMode ?? 'Filesystem' },
  })),
]

const partOfWorkload = (workload: ReturnType<typeof workloadsIn>[number]) => {
  const selector = workload.spec?.selector
  if (workload.kind === 'Deployment') return { selector }
  const { serviceName, podManagementPolicy = 'OrderedReady' } = workload.spec ?? {}
  const claims = claimTemplatesOf(workload).map(({ metadata, spec }) => ({
    name: metadata?.name,
    labels: metadata?.labels,
    accessModes: spec?.accessModes,
    volumeMode: spec?.volumeMode ?? 'Filesystem',
  }))
  return { selector, serviceName, podManagementPolicy, claims }
}
