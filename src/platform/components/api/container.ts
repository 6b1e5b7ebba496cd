import { nonEmpty, when } from '../../../helm/index.js'
import { componentContainer } from '../../kinds/container.js'
import { httpCheck } from '../../kinds/probes.js'
import { values } from '../../values/index.js'
import { secretFile } from './secret.js'

const { cache, database } = values.api

export const apiContainer = componentContainer('api', {
  env: {},
  mounts: [
    when(secretFile.isUsed, { name: 'api-keys', mountPath: secretFile.folder, readOnly: true }),
    when(nonEmpty(database.existingSecret), {
      name: 'database-password',
      mountPath: secretFile.databaseFolder,
      readOnly: true,
    }),
    when(nonEmpty(cache.existingSecret), { name: 'cache-password', mountPath: secretFile.cacheFolder, readOnly: true }),
  ],
  checks: { startup: httpCheck('/livez'), readiness: httpCheck('/readyz'), liveness: httpCheck('/livez') },
})
