import {
  type Container,
  containersIn,
  isKnownKind,
  isSidecar,
  type KubernetesObject,
  nameOf,
  ofKind,
  type Pods,
  podsIn,
  titleOf,
} from './kubernetes.js'
import type { Law } from './law.js'
import { nullsIn } from './nulls.js'
import { referencesIn } from './referred.js'

/** The laws read only the kinds they know, so an unknown kind would escape all of them. */
export const kindsAreKnownToTheLaws: Law = (objects) =>
  objects.filter(({ kind }) => !isKnownKind(kind)).map((object) => `${titleOf(object)} is of a kind without laws.`)

const isClusterWide = ({ kind }: KubernetesObject) => kind === 'PriorityClass'

export const objectsAreInTheNamespaceOfTheRelease: Law = (objects, { namespace }) =>
  objects
    .filter((object) => !isClusterWide(object) && object.metadata?.namespace !== namespace)
    .map((object) => `${titleOf(object)} is in namespace ${object.metadata?.namespace}.`)

/** Cluster-wide objects need a flag, and a name that no other release has. */
export const clusterWideObjectsAreAskedFor: Law = (objects, { namespace, values }) =>
  objects
    .filter(isClusterWide)
    .filter((object) => !values.priorityClass.create || !nameOf(object).startsWith(`${namespace}.`))
    .map((object) => `${titleOf(object)} concerns the whole cluster.`)

const expectedLabels = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
  'app.kubernetes.io/version',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/managed-by',
  'helm.sh/chart',
]

export const objectsAreLabelled: Law = (objects) =>
  objects.flatMap((object) =>
    expectedLabels
      .filter((label) => !object.metadata?.labels?.[label])
      .map((label) => `${titleOf(object)} has no label ${label}.`),
  )

/** The name of the chart and of the release are the chart's, whatever labels users add. */
export const identityIsOfTheRelease: Law = (objects, { name }) =>
  [
    ...objects.map((owner) => ({ owner, labels: owner.metadata?.labels })),
    ...podsIn(objects).map(({ owner, labels }) => ({ owner, labels })),
  ]
    .filter(
      ({ labels }) => labels?.['app.kubernetes.io/name'] !== 'slipway' || labels['app.kubernetes.io/instance'] !== name,
    )
    .map(({ owner }) => `${titleOf(owner)} does not carry the identity of the release.`)

/** Kubernetes drops a null, and Argo CD then sees a difference for ever. */
export const nothingIsNull: Law = (objects) =>
  objects.flatMap((object) => nullsIn(object).map((path) => `${titleOf(object)} has null in ${path}.`))

/**
 * All pods of one workload see all signals: a probe of each kind. A sidecar is no reason to send requests elsewhere, but it
 * is restarted when it hangs. What ends by itself has an exit code instead, and Kubernetes refuses probes beside it.
 */
export const containersAreProbed: Law = (objects) =>
  containersIn(objects)
    .filter(({ pods }) => !pods.isTask)
    .flatMap(({ pods, container, title }) =>
      probesOf(container, pods)
        .filter((probe) => container[probe] === undefined)
        .map((probe) => `${title} has no ${probe}.`),
    )

const probesOf = (container: Container, { spec }: Pods) => {
  if (spec.containers.includes(container)) return ['startupProbe', 'readinessProbe', 'livenessProbe'] as const
  return isSidecar(container) ? (['livenessProbe'] as const) : []
}

/** Otherwise a change of the configuration reaches no pod. */
export const configurationRestartsPods: Law = (objects) =>
  podsIn(objects)
    .filter(({ isTask }) => !isTask)
    .flatMap(({ owner, annotations }) => {
      const used = referencesIn(objects).filter((reference) => reference.owner === owner)
      const rendered = ofKind(objects, 'ConfigMap').filter((one) =>
        used.some(({ kind, name }) => kind === 'ConfigMap' && name === nameOf(one)),
      )
      const checksums = Object.keys(annotations).filter((key) => key.startsWith('checksum/'))
      return checksums.length < rendered.length
        ? [`${titleOf(owner)} has ${checksums.length} checksums for ${rendered.length} ConfigMaps.`]
        : []
    })
