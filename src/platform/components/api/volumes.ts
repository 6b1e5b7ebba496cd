import { nonEmpty } from '../../../helm/index.js'
import type { OwnVolumes } from '../../kinds/own-volume.js'
import { values } from '../../values/index.js'
import { secretFile } from './secret.js'

const { cache, database } = values.api

export const apiVolumes: OwnVolumes = {
  'api-keys': {
    source: { secret: { secretName: secretFile.secretName } },
    mountPath: secretFile.folder,
    onlyWhen: secretFile.isUsed,
  },
  'database-password': {
    source: { secret: { secretName: database.existingSecret } },
    mountPath: secretFile.databaseFolder,
    onlyWhen: nonEmpty(database.existingSecret),
  },
  'cache-password': {
    source: { secret: { secretName: cache.existingSecret } },
    mountPath: secretFile.cacheFolder,
    onlyWhen: nonEmpty(cache.existingSecret),
  },
}
