import { type ChartDefinition, defineChart } from '../helm/index.js'
import { assertions } from './assertions/index.js'
import { namedComponents } from './components/index.js'
import type { Component } from './kinds/component.js'
import { containerHelpers } from './kinds/container.js'
import { imageHelpers } from './kinds/image.js'
import { metadataHelpers } from './kinds/metadata.js'
import { fullname } from './kinds/names.js'
import { podHelpers } from './kinds/pod.js'
import { quantityHelpers } from './kinds/quantities.js'
import { taskHelpers } from './kinds/task.js'
import { volumeHelpers } from './kinds/volume.js'
import { databaseHelpers } from './links/database.js'
import { mlflowHelpers } from './links/mlflow.js'
import { mlflowServerHelpers } from './links/mlflow-server.js'
import { metadata } from './metadata.js'
import { notes } from './notes.js'
import { capacityHelpers, number, quantity } from './policies/capacity.js'
import { policyTemplates } from './policies/index.js'
import { networkPolicyTemplates } from './policies/network-policies.js'
import { networkHelpers } from './policies/network-rules.js'
import { chartReadme } from './readme.js'
import { defaults, type Values } from './values/index.js'

/** `service` of the user interface becomes `ui/service`: one folder per component. */
const inFolder = <T>(folder: string, files: Readonly<Record<string, T>>) =>
  Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]))

const byFolder = <T>(filesOf: (component: Component) => Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.assign({}, ...namedComponents.map(([name, component]) => inFolder(name, filesOf(component))))

/** The whole platform as one Helm chart. */
export const platformChart: ChartDefinition = defineChart<Values>({
  metadata,
  defaults,
  templates: {
    ...byFolder(({ templates }) => templates),
    ...networkPolicyTemplates,
    ...inFolder('policies', policyTemplates),
  },
  helpers: {
    _names: [fullname, ...metadataHelpers, ...imageHelpers],
    _pods: [...podHelpers, ...containerHelpers, ...volumeHelpers, ...taskHelpers],
    _database: databaseHelpers,
    _mlflow: [...mlflowHelpers, ...mlflowServerHelpers],
    _quantities: [...quantityHelpers, number, quantity],
    _capacity: capacityHelpers,
    _network: networkHelpers,
    ...byFolder(({ helpers = {} }) => helpers),
  },
  assertions,
  notes,
  files: { 'README.md': chartReadme },
})
