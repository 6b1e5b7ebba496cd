import { type ChartDefinition, defineChart, type Resource } from '../helm/index.js'
import { assertions } from './assertions.js'
import { apiTemplates } from './components/api/index.js'
import { smokeTestTemplates } from './components/smoke-test/index.js'
import { uiTemplates } from './components/ui/index.js'
import { imageHelpers } from './kinds/image.js'
import { metadataHelpers } from './kinds/metadata.js'
import { fullname } from './kinds/names.js'
import { metadata } from './metadata.js'
import { notes } from './notes.js'
import { capacityHelpers } from './policies/capacity.js'
import { policyTemplates } from './policies/index.js'
import { chartReadme } from './readme.js'
import { defaults, type Values } from './values/index.js'

/** `{ ui: { service } }` becomes `{ 'ui/service': service }`: one folder per component. */
const inFolders = (
  folders: Readonly<Record<string, Readonly<Record<string, Resource>>>>,
): Readonly<Record<string, Resource>> =>
  Object.fromEntries(
    Object.entries(folders).flatMap(([folder, templates]) =>
      Object.entries(templates).map(([name, template]) => [`${folder}/${name}`, template]),
    ),
  )

/** The whole platform as one Helm chart. */
export const platformChart: ChartDefinition = defineChart<Values>({
  metadata,
  defaults,
  templates: inFolders({
    api: apiTemplates,
    policies: policyTemplates,
    'smoke-test': smokeTestTemplates,
    ui: uiTemplates,
  }),
  helpers: [fullname, ...metadataHelpers, ...imageHelpers, ...capacityHelpers],
  assertions,
  notes,
  files: { 'README.md': chartReadme },
})
