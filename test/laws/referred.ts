import { containersIn, type Kind, type KubernetesObject, ofKind, podsIn } from './kubernetes.js'

/** Something that an object refers to by name. */
export interface Reference {
  readonly owner: KubernetesObject
  readonly kind: Kind
  readonly name: string | undefined
}

type Named = { readonly name?: string; readonly secretName?: string; readonly claimName?: string } | undefined

const to = (owner: KubernetesObject, kind: Kind, target: Named): readonly Reference[] =>
  target === undefined ? [] : [{ owner, kind, name: target.name ?? target.secretName ?? target.claimName }]

/** What pods and routes refer to by name. */
export const referencesIn = (objects: readonly KubernetesObject[]): readonly Reference[] => [
  ...podsIn(objects).flatMap(({ owner, spec }) => [
    ...(spec.serviceAccountName === undefined ? [] : to(owner, 'ServiceAccount', { name: spec.serviceAccountName })),
    ...(spec.priorityClassName === undefined ? [] : to(owner, 'PriorityClass', { name: spec.priorityClassName })),
    ...(spec.imagePullSecrets ?? []).flatMap((secret) => to(owner, 'Secret', secret)),
    ...(spec.volumes ?? []).flatMap(({ configMap, secret, persistentVolumeClaim }) => [
      ...to(owner, 'ConfigMap', configMap),
      ...to(owner, 'Secret', secret),
      ...to(owner, 'PersistentVolumeClaim', persistentVolumeClaim),
    ]),
  ]),
  ...containersIn(objects).flatMap(({ pods: { owner }, container }) => [
    ...(container.envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
      ...to(owner, 'ConfigMap', configMapRef),
      ...to(owner, 'Secret', secretRef),
    ]),
    ...(container.env ?? []).flatMap(({ valueFrom }) => [
      ...to(owner, 'ConfigMap', valueFrom?.configMapKeyRef),
      ...to(owner, 'Secret', valueFrom?.secretKeyRef),
    ]),
  ]),
  ...ofKind(objects, 'Ingress').flatMap((owner) =>
    (owner.spec?.tls ?? []).map(({ secretName }) => ({ owner, kind: 'Secret' as const, name: secretName })),
  ),
]
