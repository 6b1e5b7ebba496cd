import type { Part } from '../../kinds/part.js'
import { serviceAccountFor } from '../../kinds/service-account.js'
import { headlessServiceFor, storeServiceFor } from '../../kinds/store-service.js'
import { database } from '../../links/database.js'
import { values } from '../../values/index.js'
import { databaseAssertions } from './assertions.js'
import { databaseConfigMap } from './config-map.js'
import { databaseDisruptionBudget } from './disruption-budget.js'
import { databaseSecrets } from './expected-secrets.js'
import { databaseFiles } from './files.js'
import { databaseSecret } from './secret.js'
import { databaseStatefulSet } from './stateful-set.js'

const { exporter, image, resources, storage } = values.database

/** PostgreSQL in the release. */
export const databasePart: Part = {
  group: 'data',
  templates: {
    'config-map': databaseConfigMap,
    files: databaseFiles,
    'disruption-budget': databaseDisruptionBudget,
    'headless-service': headlessServiceFor('database', database.isEmbedded),
    secret: databaseSecret,
    service: storeServiceFor('database', database.isEmbedded),
    'service-account': serviceAccountFor('database', database.isEmbedded),
    'stateful-set': databaseStatefulSet,
  },
  exists: database.isEmbedded,
  isOutside: database.isExternal,
  opens: { metrics: exporter.enabled },
  fewestPods: 1,
  containers: [
    { key: 'database', image, resources },
    { key: 'database.exporter', exists: exporter.enabled, image: exporter.image, resources: exporter.resources },
  ],
  claims: [{ storage }],
  secrets: databaseSecrets,
  assertions: databaseAssertions,
}
