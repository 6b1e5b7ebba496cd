import { nonEmpty } from '../../../helm/index.js'
import type { OwnVolumes } from '../../kinds/own-volume.js'
import { cacheVolumes } from '../../links/cache.js'
import { database, databaseVolumes } from '../../links/database.js'
import { mlflowVolumes } from '../../links/mlflow.js'
import { values } from '../../values/index.js'
import { secretFile } from './secret.js'

export const apiVolumes: OwnVolumes = {
  'api-keys': {
    source: { secret: { secretName: secretFile.secretName } },
    mountPath: secretFile.folder,
    onlyWhen: secretFile.isUsed,
  },
  hmac: {
    source: { secret: { secretName: values.api.auth.hmacSecret } },
    mountPath: secretFile.hmacFolder,
    onlyWhen: nonEmpty(values.api.auth.hmacSecret),
  },
  ...databaseVolumes('app', database.isUsed),
  ...cacheVolumes,
  ...mlflowVolumes,
}
