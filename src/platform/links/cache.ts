import { and, type Expr, eq, ifElse, ifEmpty, named, ne, nonEmpty, or, text, when } from '../../helm/index.js'
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
const isGiven = named('cachePasswordIsGiven', or(nonEmpty(existingSecret), nonEmpty(passwords)))
const hasPassword = named('cacheHasPassword', or(isEmbedded, and(cache.isExternal, isGiven)))

type Setting = string | Expr<string>

const setting = (value: Setting) => when(cache.isUsed, value)

/** The settings with which the API connects. */
export const cacheSettings = {
  SLIPWAY_CACHE_HOST: setting(ifElse(isEmbedded, nameOf('cache'), external.host)),
  SLIPWAY_CACHE_PORT: setting(text`${ifElse(isEmbedded, portOf('cache', 'valkey'), external.port)}`),
  SLIPWAY_CACHE_USER: setting(ifElse(isEmbedded, 'app', external.user)),
  SLIPWAY_CACHE_PASSWORD_FILE: when(hasPassword, `${cache.passwordFolder}/app`),
}

/** The password of the API, and no other's. */
export const cacheVolumes: Volumes = {
  cache: {
    source: { secret: { secretName: cache.secretName, items: [{ key: 'app', path: 'app' }] } },
    mountPath: cache.passwordFolder,
    exists: hasPassword,
  },
}
