import { claimsOfOneNode } from './claims.js'
import { ofKind, podsIn, titleOf } from './kubernetes.js'
import type { Law } from './law.js'
import { scaleOf } from './scale.js'

/** A pod that waits for the volume of another one waits for ever, when that one waits for it to be ready. */
export const volumesAreOfOnePod: Law = (objects) => [
  ...ofKind(objects, 'Deployment')
    .filter(({ spec }) => claimsOfOneNode(objects, spec?.template.spec).length > 0)
    .filter((one) => one.spec?.strategy?.type !== 'Recreate' || scaleOf(objects, one).most !== 1)
    .map((deployment) => `${titleOf(deployment)} starts a pod while another one has its volume.`),
  ...ofKind(objects, 'PersistentVolumeClaim').flatMap((claim) => {
    const owners = podsIn(objects).filter(({ spec }) => claimsOfOneNode(objects, spec).includes(claim))
    return owners.length > 1 ? [`${titleOf(claim)} is mounted by ${owners.length} sets of pods.`] : []
  }),
]

/** What people made must not go with the release, unless the values say so. */
export const dataOutlivesTheRelease: Law = (objects, { values }) => [
  ...ofKind(objects, 'PersistentVolumeClaim')
    .filter(({ metadata }) => metadata?.annotations?.['helm.sh/resource-policy'] !== 'keep')
    .map((claim) => `${titleOf(claim)} goes with the release.`),
  ...ofKind(objects, 'StatefulSet').flatMap((owner) => {
    const { whenDeleted, whenScaled } = owner.spec?.persistentVolumeClaimRetentionPolicy ?? {}
    const isWanted = whenDeleted === values.database.storage.whenDeleted && whenScaled === 'Retain'
    return isWanted ? [] : [`${titleOf(owner)} removes volumes against the values.`]
  }),
]
