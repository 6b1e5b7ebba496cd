import { chartInfo, type Expr, helper, merge, release, replace, structure, text } from '../../helm/index.js'
import type { PodSetName } from '../topology.js'
import { values } from '../values/index.js'
import { fullname, nameOf } from './names.js'

type Labels = Readonly<Record<string, string>>

const identity = (component: Expr<string>) => ({
  'app.kubernetes.io/name': chartInfo.name,
  'app.kubernetes.io/instance': release.name,
  'app.kubernetes.io/component': component,
})

/** Frozen: the selector of a Deployment or StatefulSet can never change. */
export const selectorsOf = helper('slipway.selectorLabels', {
  doc: 'Labels that select the pods of a component.',
  parameters: { component: 'string' },
  returns: structure<Labels>(),
  body: ({ component }) => identity(component),
})

const ownLabels = helper('slipway.ownLabels', {
  doc: 'Labels that only the chart may set.',
  parameters: { component: 'string' },
  returns: structure<Labels>(),
  body: ({ component }) => ({
    ...identity(component),
    'app.kubernetes.io/version': chartInfo.appVersion,
    'app.kubernetes.io/part-of': chartInfo.name,
    'app.kubernetes.io/managed-by': release.service,
    'helm.sh/chart': replace(text`${chartInfo.name}-${chartInfo.version}`, '+', '_'),
  }),
})

const labels = helper('slipway.labels', {
  doc: 'Labels of the objects of a component.',
  parameters: { component: 'string' },
  returns: structure<Labels>(),
  body: ({ component }) => merge({ fixed: ownLabels({ component }), user: values.commonLabels, winner: 'fixed' }),
})

export const metadataHelpers = [selectorsOf, ownLabels, labels]

type Part = PodSetName | 'platform'

export const selectorLabels = (podSet: PodSetName): Expr<Readonly<Record<string, string>>> =>
  selectorsOf({ component: podSet })

/** Selects every pod of the release. */
export const releaseSelector = {
  'app.kubernetes.io/name': chartInfo.name,
  'app.kubernetes.io/instance': release.name,
}

export const labelsOf = (part: Part): Expr<Readonly<Record<string, string>>> => labels({ component: part })

/** Name, namespace and labels of an object of a component. */
export const objectMeta = (podSet: PodSetName, part?: string) => ({
  name: nameOf(podSet, part),
  namespace: release.namespace,
  labels: labelsOf(podSet),
})

/** Name, namespace and labels of an object of the whole platform. */
export const platformMeta = (part: string) => ({
  name: text`${fullname()}-${part}`,
  namespace: release.namespace,
  labels: labelsOf('platform'),
})
