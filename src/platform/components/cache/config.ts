import { ceilDivide, configText, mul, named } from '../../../helm/index.js'
import { bytes } from '../../kinds/quantities.js'
import { portOf } from '../../topology.js'
import { values } from '../../values/index.js'
import { folder } from './volumes.js'

const { evictionPolicy, resources } = values.cache

const memory = named('memory', bytes({ quantity: resources.limits.memory }))

/**
 * What Valkey reads. Three quarters of the limit are for data: the rest is for connections, fragments and the server itself.
 */
export const cacheConfig = configText`
  bind * -::*
  port ${portOf('cache', 'valkey')}
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
