import type { IEnvVar, IVolume, IVolumeMount } from 'kubernetes-models/v1'
import { type Expr, env, eq, helper, ifElse, ifEmpty, ne, nonEmpty, structure, text, when } from '../../helm/index.js'
import { nameOf } from '../kinds/names.js'
import { mountsOf, sharedVolumes, type Volumes, volumesOf } from '../kinds/volume.js'
import { portOf } from '../topology.js'
import { values } from '../values/index.js'

const { external, existingSecret, mode, name, tls } = values.database

/** Users of the database, each an entry of its Secret. */
export type DatabaseUser = 'postgres' | 'migrator' | 'app' | 'mlflow' | 'backup' | 'monitor'

const folder = '/var/run/secrets/slipway'
const caFile = 'ca.crt'

const isEmbedded = eq(mode, 'embedded')

/** Secret with the certificate that proves the server. */
const caSecret = ifElse(isEmbedded, tls.existingSecret, external.caSecret)

/** How the rest of the platform reaches PostgreSQL, wherever it runs. */
export const database = {
  isEmbedded,
  isExternal: eq(mode, 'external'),
  isUsed: ne(mode, 'none'),
  host: ifElse(isEmbedded, nameOf('database'), external.host),
  port: ifElse(isEmbedded, portOf('database', 'postgresql'), external.port),
  /** A certificate of the server is always checked. */
  sslMode: ifElse(isEmbedded, ifElse(nonEmpty(tls.existingSecret), 'verify-full', 'disable'), external.sslMode),
  secretName: ifEmpty(existingSecret, nameOf('database')),
  passwordFolder: `${folder}/database`,
  hasCa: nonEmpty(caSecret),
  caPath: `${folder}/database-ca/${caFile}`,
}

const settings = helper('slipway.databaseSettings', {
  doc: 'The settings with which the API and its programs connect to the database as a user.',
  parameters: { user: 'string' },
  returns: structure<IEnvVar[]>(),
  body: ({ user }) =>
    env({
      SLIPWAY_DATABASE_HOST: database.host,
      SLIPWAY_DATABASE_PORT: text`${database.port}`,
      SLIPWAY_DATABASE_NAME: name,
      SLIPWAY_DATABASE_USER: user,
      SLIPWAY_DATABASE_SSL_MODE: database.sslMode,
      SLIPWAY_DATABASE_SSL_ROOT_CERT_FILE: when(database.hasCa, database.caPath),
      SLIPWAY_DATABASE_PASSWORD_FILE: text`${database.passwordFolder}/${user}`,
    }),
})

export const databaseSettings = (user: DatabaseUser) => settings({ user })

/** The password of one user, and no other's, and the certificate that proves the server. */
const volumesFor = (user: string | Expr<string>): Volumes => ({
  database: {
    source: { secret: { secretName: database.secretName, items: [{ key: user, path: user }] } },
    mountPath: database.passwordFolder,
  },
  'database-ca': {
    source: {
      secret: {
        secretName: caSecret,
        items: [{ key: ifElse(database.isEmbedded, caFile, external.caKey), path: caFile }],
      },
    },
    mountPath: `${folder}/database-ca`,
    exists: database.hasCa,
  },
})

const volumes = helper('slipway.databaseVolumes', {
  doc: 'What a user needs to connect to the database: the password, and the certificate that proves the server.',
  parameters: { user: 'string' },
  returns: structure<IVolume[]>(),
  body: ({ user }) => volumesOf(volumesFor(user)),
})

const mounts = helper('slipway.databaseMounts', {
  doc: 'Where a container sees slipway.databaseVolumes.',
  returns: structure<IVolumeMount[]>(),
  body: () => mountsOf(volumesFor('')),
})

/** `exists` for programs that also work without a database. */
export const databaseVolumes = (user: DatabaseUser, exists?: Expr<boolean>) =>
  sharedVolumes(volumesFor(user), volumes({ user }), mounts(), exists)

export const databaseHelpers = [settings, volumes, mounts]
