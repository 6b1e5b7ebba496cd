import { containersIn, type Kind, type KubernetesObject, nameOf, ofKind, podsIn, titleOf } from './kubernetes.js'
import type { Law, Release } from './law.js'
import { userSecrets } from './user-provided.js'

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
  [
    ...podsIn(objects).flatMap(({ owner, spec }) => [
      ...(spec.serviceAccountName === undefined
        ? []
        : [{ owner, kind: 'ServiceAccount', name: spec.serviceAccountName }]),
      ...(spec.priorityClassName === undefined ? [] : [{ owner, kind: 'PriorityClass', name: spec.priorityClassName }]),
      ...(spec.imagePullSecrets ?? []).map(({ name }) => ({ owner, kind: 'Secret', name })),
      ...(spec.volumes ?? []).flatMap(({ configMap, secret }) => [
        ...(configMap === undefined ? [] : [{ owner, kind: 'ConfigMap', name: configMap.name }]),
        ...(secret === undefined ? [] : [{ owner, kind: 'Secret', name: secret.secretName }]),
      ]),
    ]),
    ...containersIn(objects).flatMap(({ pods: { owner }, container }) => [
      ...(container.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
        ...(configMapRef === undefined ? [] : [{ owner, kind: 'ConfigMap', name: configMapRef.name }]),
        ...(secretRef === undefined ? [] : [{ owner, kind: 'Secret', name: secretRef.name }]),
      ]),
      ...(container.env ?? []).flatMap(({ valueFrom }) => [
        ...(valueFrom?.configMapKeyRef === undefined
          ? []
          : [{ owner, kind: 'ConfigMap', name: valueFrom.configMapKeyRef.name }]),
        ...(valueFrom?.secretKeyRef === undefined
          ? []
          : [{ owner, kind: 'Secret', name: valueFrom.secretKeyRef.name }]),
      ]),
    ]),
    ...ofKind(objects, 'Ingress').flatMap((owner) =>
      (owner.spec?.tls ?? []).map(({ secretName }) => ({ owner, kind: 'Secret', name: secretName })),
    ),
  ]
    .filter(({ kind, name }) => !isRendered(objects, kind as Kind, name) && !isUserProvided(release, kind, name))
    .map(({ owner, kind, name }) => `${titleOf(owner)} refers to ${kind}/${name}, which does not exist.`)

const isUserProvided = ({ values }: Release, kind: string, name: string | undefined): boolean =>
  (kind === 'Secret' && name !== undefined && userSecrets(values).has(name)) ||
  (kind === 'PriorityClass' && !values.priorityClass.create && values.priorityClass.name === name)
