import { nonEmpty } from '../../../helm/index.js'
import type { Volumes } from '../../kinds/volume.js'
import { cacheVolumes } from '../../links/cache.js'
import { database, databaseVolumes } from '../../links/database.js'
import { mlflowVolumes } from '../../links/mlflow.js'
import { values } from '../../values/index.js'
import { secretFile } from './secret.js'

export const apiVolumes: Volumes = {
  'api-keys': {
    source: { secret: { secretName: secretFile.secretName } },
    mountPath: secretFile.folder,
    exists: secretFile.isUsed,
  },
  hmac: {
    source: { secret: { secretName: values.api.auth.hmacSecret } },
    mountPath: secretFile.hmacFolder,
    exists: nonEmpty(values.api.auth.hmacSecret),
  },
  database: databaseVolumes('app', database.isUsed),
  ...cacheVolumes,
  mlflow: mlflowVolumes,
}
