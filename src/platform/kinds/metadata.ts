import { chartInfo, type Expr, helper, merge, mergeMaps, release, replace, structure, text } from '../../helm/index.js'
import type { ComponentName } from '../topology.js'
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

/** Labels of pods: selectors count, then what the component adds. No chart version: pods must not restart because of a label. */
export const podLabels = helper('slipway.podLabels', {
  doc: 'Labels of the pods of a component, with more of its own.',
  parameters: { component: 'string', more: values.commonLabels },
  returns: structure<Labels>(),
  body: ({ component, more }) =>
    merge({ fixed: selectorsOf({ component }), user: mergeMaps(more, values.commonLabels), winner: 'fixed' }),
})

export const metadataHelpers = [selectorsOf, ownLabels, labels, podLabels]

export const selectorLabels = (component: ComponentName): Expr<Labels> => selectorsOf({ component })

/** Selects every pod of the release. */
export const releaseSelector = {
  'app.kubernetes.io/name': chartInfo.name,
  'app.kubernetes.io/instance': release.name,
}

export const labelsOf = (component: ComponentName | 'platform'): Expr<Labels> => labels({ component })

/** Name, namespace and labels of an object of a component. */
export const objectMeta = (component: ComponentName, part?: string) => ({
  name: nameOf(component, part),
  namespace: release.namespace,
  labels: labelsOf(component),
})

/** Name, namespace and labels of an object of the whole platform. */
export const platformMeta = (part: string) => ({
  name: text`${fullname()}-${part}`,
  namespace: release.namespace,
  labels: labelsOf('platform'),
})
