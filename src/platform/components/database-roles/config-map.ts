import type { IConfigMap } from 'kubernetes-models/v1'
import { resourceWhen } from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { database } from '../../links/database.js'
import { script, sql } from './script.js'

export const rolesConfigMap = resourceWhen<IConfigMap>(database.isEmbedded, {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: objectMeta('database-roles'),
  data: { 'roles.sh': script, 'roles.sql': sql },
})
