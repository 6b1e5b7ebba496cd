import { entries, text } from '../../../helm/index.js'
import { componentContainer } from '../../kinds/container.js'
import { commandCheck } from '../../kinds/probes.js'
import { values } from '../../values/index.js'
import { databaseVolumes, folder } from './volumes.js'

/** Over TCP: while the entry point sets the server up, it answers on the socket alone. */
const isReady = ['pg_isready', '--quiet', '--host=127.0.0.1', '--username=postgres'] as const

/** A server that recovers from a crash refuses clients (1), but it answers: a restart would begin the recovery anew. */
const isAlive = `${isReady.join(' ')} || [ $? -eq 1 ]`

export const databaseContainer = componentContainer('database', {
  args: [
    'postgres',
    `--config_file=${folder.config}/postgresql.conf`,
    `--hba_file=${folder.config}/pg_hba.conf`,
    entries(values.database.server.parameters, (parameter, value) => text`--${parameter}=${value}`),
  ],
  env: {},
  hasSettings: true,
  volumes: databaseVolumes,
  checks: {
    startup: commandCheck(...isReady),
    readiness: commandCheck(...isReady),
    liveness: commandCheck('/bin/sh', '-c', isAlive),
  },
})
