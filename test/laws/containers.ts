import { containersIn, ofKind, podsIn, titleOf } from './kubernetes.js'
import type { Law } from './law.js'

const amounts = ['cpu', 'memory', 'ephemeral-storage'] as const

/** Where a quota is in force, a pod without any of these is refused. */
export const containersSayWhatTheyNeed: Law = (objects) =>
  containersIn(objects).flatMap(({ container, title }) =>
    (['requests', 'limits'] as const).flatMap((kind) =>
      amounts
        .filter((amount) => container.resources?.[kind]?.[amount] === undefined)
        .map((amount) => `${title} has no ${kind}.${amount}.`),
    ),
  )

export const rootFileSystemsAreReadOnly: Law = (objects) =>
  containersIn(objects)
    .filter(({ container }) => container.securityContext?.readOnlyRootFilesystem !== true)
    .map(({ title }) => `${title} may write to its root file system.`)

const lowestUser = 10_000

/** A high number cannot be a user of the node. Where the cluster assigns users, any number would be refused. */
export const usersAreFixedNumbers: Law = (objects, { values }) =>
  containersIn(objects).flatMap(({ pods, container, title }) =>
    (['runAsUser', 'runAsGroup'] as const).flatMap((field) => {
      const user = container.securityContext?.[field] ?? pods.spec.securityContext?.[field]
      if (!values.podSecurity.fixedUsers) return user === undefined ? [] : [`${title} sets ${field}.`]
      return Number.isInteger(user) && Number(user) >= lowestUser ? [] : [`${title} has ${field} ${user}.`]
    }),
  )

/** Nothing here calls the Kubernetes API: neither pods nor their service accounts ask for a token. */
export const tokensAreNotMounted: Law = (objects) => [
  ...podsIn(objects)
    .filter(({ spec }) => spec.automountServiceAccountToken !== false)
    .map(({ owner }) => `${titleOf(owner)} mounts the token of its service account.`),
  ...ofKind(objects, 'ServiceAccount')
    .filter(({ automountServiceAccountToken }) => automountServiceAccountToken !== false)
    .map((account) => `${titleOf(account)} gives its token to every pod.`),
]
