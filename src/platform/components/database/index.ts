import { entries, ifElse, nonEmpty, text } from '../../../helm/index.js'
import { onePodWithVolume } from '../../kinds/pods.js'
import { commandCheck } from '../../kinds/probes.js'
import { server } from '../../kinds/server.js'
import { database as link } from '../../links/database.js'
import { portOf } from '../../topology.js'
import { values } from '../../values/index.js'
import { databaseAssertions } from './assertions.js'
import { databaseSecrets } from './expected-secrets.js'
import { databaseFiles } from './files.js'
import { databaseSecret } from './secret.js'
import { databaseSettings } from './settings.js'
import { claim, databaseVolumes, exporterVolumes, folder } from './volumes.js'

const { disruption, exporter, server: settings, storage, tls } = values.database

/** Over TCP: while the entry point sets the server up, it answers on the socket alone. */
const isReady = ['pg_isready', '--quiet', '--host=127.0.0.1', '--username=postgres'] as const

/** A server that recovers from a crash refuses clients (1), but it answers: a restart would begin the recovery anew. */
const isAlive = `${isReady.join(' ')} || [ $? -eq 1 ]`

/** PostgreSQL in the release. */
export const database = server('database', {
  exists: link.isEmbedded,
  isOutside: link.isExternal,
  // A drain may move the one pod, or waits for somebody who does.
  pods: onePodWithVolume({ claim, storage, maxUnavailable: disruption.maxUnavailable }),
  container: {
    args: [
      'postgres',
      `--config_file=${folder.config}/postgresql.conf`,
      `--hba_file=${folder.config}/pg_hba.conf`,
      entries(settings.parameters, (parameter, value) => text`--${parameter}=${value}`),
    ],
    checks: {
      startup: commandCheck(...isReady),
      readiness: commandCheck(...isReady),
      liveness: commandCheck('/bin/sh', '-c', isAlive),
    },
  },
  sidecars: {
    exporter: {
      values: exporter,
      env: {
        DATA_SOURCE_URI: text`127.0.0.1:${portOf('database', 'postgresql')}/postgres?sslmode=${ifElse(nonEmpty(tls.existingSecret), 'require', 'disable')}`,
        DATA_SOURCE_USER: 'monitor',
        DATA_SOURCE_PASS_FILE: `${folder.monitor}/password`,
      },
      volumes: exporterVolumes,
    },
  },
  settings: databaseSettings,
  files: { files: databaseFiles },
  volumes: databaseVolumes,
  objects: { secret: databaseSecret },
  secrets: databaseSecrets,
  assertions: databaseAssertions,
})
