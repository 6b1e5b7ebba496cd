import {
  and,
  type Expr,
  eq,
  ifElse,
  ifEmpty,
  named,
  ne,
  nonEmpty,
  type Omittable,
  text,
  when,
} from '../../helm/index.js'
import { nameOf } from '../kinds/names.js'
import type { OwnVolume } from '../kinds/own-volume.js'
import { components } from '../topology.js'
import { values } from '../values/index.js'

const { external, existingSecret, mode, name, tls } = values.database

/** Users of the database, each an entry of its Secret. */
export type DatabaseUser = 'postgres' | 'migrator' | 'app' | 'mlflow' | 'backup' | 'monitor'

const folder = '/var/run/secrets/slipway'
const caFile = 'ca.crt'

const isEmbedded = eq(mode, 'embedded')

/** Secret with the certificate that proves the server. */
const caSecret = named('databaseCaSecret', ifElse(isEmbedded, tls.existingSecret, external.caSecret))

/** How the rest of the platform reaches PostgreSQL, wherever it runs. */
export const database = {
  isEmbedded,
  isExternal: eq(mode, 'external'),
  isUsed: ne(mode, 'none'),
  host: ifElse(isEmbedded, nameOf('database'), external.host),
  port: ifElse(isEmbedded, components.database.ports.postgresql, external.port),
  /** A certificate of the server is always checked. */
  sslMode: ifElse(isEmbedded, ifElse(nonEmpty(tls.existingSecret), 'verify-full', 'disable'), external.sslMode),
  secretName: ifEmpty(existingSecret, nameOf('database')),
  passwordFolder: `${folder}/database`,
  hasCa: nonEmpty(caSecret),
  caPath: `${folder}/database-ca/${caFile}`,
}

type Setting = string | Expr<string>

/** The settings with which the API's program connects as a user; `onlyWhen` for programs that also work without. */
export const databaseSettings = (user: DatabaseUser, onlyWhen?: Expr<boolean>) => {
  const setting = (value: Setting): Setting | Omittable<Setting> =>
    onlyWhen === undefined ? value : when(onlyWhen, value)
  return {
    SLIPWAY_DATABASE_HOST: setting(database.host),
    SLIPWAY_DATABASE_PORT: setting(text`${database.port}`),
    SLIPWAY_DATABASE_NAME: setting(name),
    SLIPWAY_DATABASE_USER: setting(user),
    SLIPWAY_DATABASE_SSL_MODE: setting(database.sslMode),
    SLIPWAY_DATABASE_SSL_ROOT_CERT_FILE: when(hasCa(onlyWhen), database.caPath),
    SLIPWAY_DATABASE_PASSWORD_FILE: setting(`${database.passwordFolder}/${user}`),
  }
}

/** The password of one user, and no other's, and the certificate that proves the server. */
export const databaseVolumes = (user: DatabaseUser, onlyWhen?: Expr<boolean>): Readonly<Record<string, OwnVolume>> => ({
  database: {
    source: { secret: { secretName: database.secretName, items: [{ key: user, path: user }] } },
    mountPath: database.passwordFolder,
    ...(onlyWhen !== undefined && { onlyWhen }),
  },
  'database-ca': {
    source: {
      secret: {
        secretName: caSecret,
        items: [{ key: ifElse(database.isEmbedded, caFile, external.caKey), path: caFile }],
      },
    },
    mountPath: `${folder}/database-ca`,
    onlyWhen: hasCa(onlyWhen),
  },
})

const hasCa = (onlyWhen: Expr<boolean> | undefined): Expr<boolean> =>
  onlyWhen === undefined ? database.hasCa : and(onlyWhen, database.hasCa)
