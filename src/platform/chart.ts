import { type ChartDefinition, defineChart, type Resource } from '../helm/index.js'
import { assertions } from './assertions/index.js'
import { namedParts } from './components/index.js'
import { imageHelpers } from './kinds/image.js'
import { metadataHelpers } from './kinds/metadata.js'
import { fullname } from './kinds/names.js'
import { quantityHelpers } from './kinds/quantities.js'
import { taskHelpers } from './kinds/task.js'
import { metadata } from './metadata.js'
import { notes } from './notes.js'
import { capacityHelpers } from './policies/capacity.js'
import { policyTemplates } from './policies/index.js'
import { networkPolicyTemplates } from './policies/network-policies.js'
import { networkHelpers } from './policies/network-rules.js'
import { chartReadme } from './readme.js'
import { defaults, type Values } from './values/index.js'

/** `service` of the user interface becomes `ui/service`: one folder per set of pods. */
const inFolder = (folder: string, templates: Readonly<Record<string, Resource>>) =>
  Object.entries(templates).map(([name, template]) => [`${folder}/${name}`, template] as const)

/** The whole platform as one Helm chart. */
export const platformChart: ChartDefinition = defineChart<Values>({
  metadata,
  defaults,
  templates: {
    ...Object.fromEntries(namedParts.flatMap(([name, { templates }]) => inFolder(name, templates))),
    ...networkPolicyTemplates,
    ...Object.fromEntries(inFolder('policies', policyTemplates)),
  },
  helpers: {
    _names: [fullname, ...metadataHelpers, ...imageHelpers, ...taskHelpers],
    _capacity: [...quantityHelpers, ...capacityHelpers],
    _network: networkHelpers,
  },
  assertions,
  notes,
  files: { 'README.md': chartReadme },
})
