import { and, eq, ifEmpty, match, ne, nonEmpty, or, text, when } from '../../helm/index.js'
import { nameOf } from '../kinds/names.js'
import type { Volumes } from '../kinds/volume.js'
import { portOf } from '../topology.js'
import { values } from '../values/index.js'

const { existingSecret, external, mode, passwords } = values.cache

const isEmbedded = eq(mode, 'embedded')

/** How the rest of the platform reaches Valkey, wherever it runs. */
export const cache = {
  isEmbedded,
  isExternal: eq(mode, 'external'),
  isUsed: ne(mode, 'none'),
  secretName: ifEmpty(existingSecret, nameOf('cache')),
  passwordFolder: '/var/run/secrets/slipway/cache',
}

/** A server outside may ask for no password. */
const isGiven = or(nonEmpty(existingSecret), nonEmpty(passwords))

const passwordFile = `${cache.passwordFolder}/app`

/** The settings with which the API connects. */
export const cacheSettings = match(mode, {
  embedded: {
    SLIPWAY_CACHE_HOST: nameOf('cache'),
    SLIPWAY_CACHE_PORT: String(portOf('cache', 'valkey')),
    SLIPWAY_CACHE_USER: 'app',
    SLIPWAY_CACHE_PASSWORD_FILE: passwordFile,
  },
  external: {
    SLIPWAY_CACHE_HOST: external.host,
    SLIPWAY_CACHE_PORT: text`${external.port}`,
    SLIPWAY_CACHE_USER: external.user,
    SLIPWAY_CACHE_PASSWORD_FILE: when(isGiven, passwordFile),
  },
  none: undefined,
})

/** The password of the API, and no other's. */
export const cacheVolumes: Volumes = {
  cache: {
    source: { secret: { secretName: cache.secretName, items: [{ key: 'app', path: 'app' }] } },
    mountPath: cache.passwordFolder,
    exists: or(isEmbedded, and(cache.isExternal, isGiven)),
  },
}
