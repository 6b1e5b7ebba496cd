import { fullnameIn } from './fullname.js'
import { type Kind, type KubernetesObject, nameOf, ofKind, podsIn, selects, titleOf } from './kubernetes.js'
import type { Law, Release } from './law.js'
import { referencesIn } from './referred.js'
import { conventionalSecrets, userSecrets } from './user-provided.js'

const isRendered = (objects: readonly KubernetesObject[], kind: Kind, name: string | undefined): boolean =>
  ofKind(objects, kind).some((object) => nameOf(object) === name)

export const autoscalersHaveTargets: Law = (objects) =>
  ofKind(objects, 'HorizontalPodAutoscaler').flatMap((autoscaler) => {
    const { kind = '', name = '' } = autoscaler.spec?.scaleTargetRef ?? {}
    const target = podsIn(objects).find(({ owner }) => owner.kind === kind && nameOf(owner) === name)
    if (target === undefined) return [`${titleOf(autoscaler)} scales ${kind}/${name}, which does not exist.`]
    return (autoscaler.spec?.metrics ?? [])
      .map((metric) => metric.containerResource?.container)
      .filter((container) => !target.spec.containers.some((one) => one.name === container))
      .map((container) => `${titleOf(autoscaler)} measures container ${container}, which does not exist.`)
  })

export const routesReachServices: Law = (objects) => [
  ...ofKind(objects, 'Ingress').flatMap((ingress) =>
    (ingress.spec?.rules ?? []).flatMap((rule) =>
      (rule.http?.paths ?? []).flatMap(({ backend }) =>
        unreachable(
          objects,
          ingress,
          backend.service?.name,
          backend.service?.port?.name ?? backend.service?.port?.number,
        ),
      ),
    ),
  ),
  ...ofKind(objects, 'HTTPRoute').flatMap((route) =>
    (route.spec?.rules ?? []).flatMap((rule) =>
      (rule.backendRefs ?? []).flatMap(({ name, port }) => unreachable(objects, route, name, port)),
    ),
  ),
]

const unreachable = (
  objects: readonly KubernetesObject[],
  from: KubernetesObject,
  name: string | undefined,
  port: string | number | undefined,
): readonly string[] => {
  const service = ofKind(objects, 'Service').find((one) => nameOf(one) === name)
  const hasPort = service?.spec?.ports?.some((one) => one.name === port || one.port === port) ?? false
  return hasPort ? [] : [`${titleOf(from)} leads to port ${port} of Service/${name}, which does not exist.`]
}

/** What pods and routes refer to by name is rendered, or the values name it as something that exists already. */
export const namedObjectsExist: Law = (objects, release) =>
  referencesIn(objects)
    .filter(({ kind, name }) => !isRendered(objects, kind, name) && !isUserProvided(objects, release, kind, name))
    .map(({ owner, kind, name }) => `${titleOf(owner)} refers to ${kind}/${name}, which does not exist.`)

/** What only pods read is of no use when none does; a user who sets it would think that it has an effect. */
export const nothingIsUnused: Law = (objects) =>
  (['ConfigMap', 'PersistentVolumeClaim', 'Secret', 'ServiceAccount'] as const)
    .flatMap((kind) => ofKind(objects, kind))
    .filter(
      (object) => !referencesIn(objects).some(({ kind, name }) => kind === object.kind && name === nameOf(object)),
    )
    .map((object) => `${titleOf(object)} is used by no pod.`)

/** The pods of a StatefulSet have names only if their Service has no address of its own. */
export const statefulSetsHaveHeadlessServices: Law = (objects) =>
  ofKind(objects, 'StatefulSet').flatMap((owner) => {
    const name = owner.spec?.serviceName
    const service = ofKind(objects, 'Service').find((one) => nameOf(one) === name)
    if (service === undefined) return [`${titleOf(owner)} belongs to Service/${name}, which does not exist.`]
    const isRight =
      service.spec?.clusterIP === 'None' &&
      selects({ matchLabels: service.spec.selector ?? {} }, owner.spec?.template.metadata?.labels ?? {})
    return isRight ? [] : [`${titleOf(service)} does not name the pods of ${titleOf(owner)}.`]
  })

const isUserProvided = (
  objects: readonly KubernetesObject[],
  { values }: Release,
  kind: string,
  name: string | undefined,
): boolean =>
  (kind === 'Secret' &&
    name !== undefined &&
    (userSecrets(values).has(name) || conventionalSecrets(values, fullnameIn(objects)).has(name))) ||
  (kind === 'PriorityClass' && !values.priorityClass.create && values.priorityClass.name === name)
