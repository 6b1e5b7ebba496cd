import type { IConfigMap } from 'kubernetes-models/v1'
import { ceilDivide, configText, mul, named, resourceWhen } from '../../../helm/index.js'
import { objectMeta } from '../../kinds/metadata.js'
import { bytes } from '../../kinds/quantities.js'
import { cache } from '../../links/cache.js'
import { components } from '../../topology.js'
import { values } from '../../values/index.js'
import { folder } from './volumes.js'

const { evictionPolicy, resources } = values.cache

const memory = named('memory', bytes({ quantity: resources.limits.memory }))

// Three quarters of the limit for data: the rest is for connections, fragments and the server itself.
const config = configText`
  bind * -::*
  port ${components.cache.ports.valkey}
  # Every user but the one for health checks has a password.
  protected-mode no
  aclfile ${folder.users}/users.acl
  maxmemory ${ceilDivide(mul(memory, 3), 4 * 2 ** 20)}mb
  maxmemory-policy ${evictionPolicy}
  # Nothing is written to disk.
  save ""
  appendonly no
  dir /tmp
  tcp-keepalive 60
  maxclients 5000
  lazyfree-lazy-eviction yes
  lazyfree-lazy-expire yes
`

/** The file that Valkey reads. */
export const cacheConfigMap = resourceWhen<IConfigMap>(cache.isEmbedded, {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: objectMeta('cache'),
  data: { 'valkey.conf': config },
})
