import { portOf } from '../../topology.js'

/** Users of Valkey with a password, and what they may do: https://valkey.io/topics/acl/ */
export const users = {
  // The API: predictions, and its script for rate limits. apps/api/README.md has a test for each of these rights.
  app: 'resetchannels ~slipway:prediction:* ~slipway:rate:* -@all +ping +get +set +time +evalsha +script|load',
  // The exporter.
  monitor: '-@all +ping +info +config|get +client|setname +slowlog|len +slowlog|get +latency|latest',
} as const

export type CacheUser = keyof typeof users

/** One more, without a password, that may only answer health checks. */
export const healthCheckUser = 'user default reset on nopass -@all +ping'

/** The server as the exporter knows it, which looks its password up under this name. */
export const exporterAddress = `redis://monitor@127.0.0.1:${portOf('cache', 'valkey')}`
