import { containersIn, nameOf, ofKind, podsIn, titleOf } from './kubernetes.js'
import type { Law } from './law.js'

const longestName = 63

/** What Kubernetes puts behind a name makes a label of it: the time of a run, the hash of a version. */
const longestOfKind: Partial<Readonly<Record<string, number>>> = { CronJob: 52, StatefulSet: 52 }

/** Names become labels and host names, which are that short. */
export const namesAreShort: Law = (objects) =>
  objects
    .filter((object) => nameOf(object).length > (longestOfKind[object.kind] ?? longestName))
    .map((object) => `${titleOf(object)} has a name of ${nameOf(object).length} characters.`)

export const labelValuesAreShort: Law = (objects) =>
  [
    ...objects.map((owner) => ({ owner, labels: owner.metadata?.labels ?? {} })),
    ...podsIn(objects).map(({ owner, labels }) => ({ owner, labels })),
  ].flatMap(({ owner, labels }) =>
    Object.entries(labels)
      .filter(([, value]) => value.length > longestName)
      .map(([key]) => `${titleOf(owner)} has the label ${key} of more than ${longestName} characters.`),
  )

/** Services become host names (RFC 1035). */
export const servicesAreHostNames: Law = (objects) =>
  ofKind(objects, 'Service')
    .filter((service) => !/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(nameOf(service)))
    .map((service) => `${titleOf(service)} is not a host name.`)

/** IANA service names: at most 15 characters. */
export const portsHaveNames: Law = (objects) =>
  containersIn(objects).flatMap(({ container, title }) =>
    (container.ports ?? [])
      .filter(({ name }) => !/^[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$/.test(name ?? ''))
      .map(({ containerPort, name }) => `${title} calls its port ${containerPort} ${name}.`),
  )

/** Two objects of one kind and name overwrite each other. */
export const objectsAreUnique: Law = (objects) => {
  const titles = objects.map(titleOf)
  return titles.filter((title, index) => titles.indexOf(title) !== index).map((title) => `${title} is there twice.`)
}
