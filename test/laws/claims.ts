import { type KubernetesObject, nameOf, ofKind, type Pods } from './kubernetes.js'

/** The claims that pods mount and that only pods of one node can use. */
export const claimsOfOneNode = (objects: readonly KubernetesObject[], spec: Pods['spec'] | undefined) =>
  ofKind(objects, 'PersistentVolumeClaim')
    .filter((claim) => spec?.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === nameOf(claim)))
    .filter((claim) => !claim.spec?.accessModes?.includes('ReadWriteMany'))
