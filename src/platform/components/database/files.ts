import { ceilDivide, configText, ifElse, lines, max, mul, named, nonEmpty, text } from '../../../helm/index.js'
import type { Data } from '../../kinds/config-map.js'
import { bytes, cpuMillis } from '../../kinds/quantities.js'
import { portOf } from '../../topology.js'
import { values } from '../../values/index.js'
import { folder } from './volumes.js'

const { name, resources, server, tls, uid } = values.database

const mebibyte = 2 ** 20
const memory = named('memory', bytes({ quantity: resources.limits.memory }))
const cpus = named('cpus', max(1, ceilDivide(cpuMillis({ quantity: resources.limits.cpu }), 1000)))
const usesTls = nonEmpty(tls.existingSecret)

// Shares of the memory limit as the PostgreSQL manual advises for a server of its own: a quarter for shared buffers, three
// quarters as the size of all caches together. 1/512 for one sort leaves room for hundreds of them.
const settings = configText`
  # Clients
  listen_addresses = '*'
  port = ${portOf('database', 'postgresql')}
  unix_socket_directories = '${folder.socket}'
  max_connections = ${server.maxConnections}
  password_encryption = 'scram-sha-256'
  ${ifElse(
    usesTls,
    lines`
    ssl = on
    ssl_cert_file = '${folder.tls}/tls.crt'
    ssl_key_file = '${folder.tls}/tls.key'
    ssl_min_protocol_version = 'TLSv1.2'
    `,
    lines`ssl = off`,
  )}

  # Memory: shares of the memory limit
  shared_buffers = ${ceilDivide(memory, 4 * mebibyte)}MB
  effective_cache_size = ${ceilDivide(mul(memory, 3), 4 * mebibyte)}MB
  maintenance_work_mem = ${ceilDivide(memory, 16 * mebibyte)}MB
  work_mem = ${max(4, ceilDivide(memory, 512 * mebibyte))}MB
  dynamic_shared_memory_type = posix
  max_worker_processes = ${max(8, cpus)}
  max_parallel_workers = ${cpus}

  # Write-ahead log, kept so that incremental backups can be made
  wal_level = replica
  summarize_wal = on
  wal_summary_keep_time = '${server.walSummaryDays}d'
  max_wal_senders = 10
  wal_compression = on
  max_wal_size = 1GB
  min_wal_size = 128MB
  checkpoint_completion_target = 0.9

  # Statements that run away, and clients that vanished
  idle_in_transaction_session_timeout = '5min'
  tcp_keepalives_idle = 60
  tcp_keepalives_interval = 10
  tcp_keepalives_count = 6

  # Log: one line for each message, to standard error
  log_destination = 'stderr'
  logging_collector = off
  log_line_prefix = 'time=%m pid=%p %quser=%u database=%d application=%a client=%h '
  log_timezone = 'UTC'
  log_min_duration_statement = ${server.slowStatementMilliseconds}
  log_parameter_max_length = 0
  log_parameter_max_length_on_error = 0
  log_checkpoints = on
  log_lock_waits = on
  log_autovacuum_min_duration = '10s'
  timezone = 'UTC'
`

// Every user has a password, and no user more databases than it needs. `all` does not include replication.
const clients = (type: 'host' | 'hostssl') => lines`
  local    all                      all                       scram-sha-256
  ${type}  all                      postgres,monitor,backup   all  scram-sha-256
  ${type}  ${name}                 migrator,app              all  scram-sha-256
  ${type}  mlflow,mlflow_auth       mlflow                    all  scram-sha-256
  ${type}  replication              backup                    all  scram-sha-256
`

/** The files that PostgreSQL reads, and a name for its numeric user, without which `initdb` refuses to work. */
export const databaseFiles: Data = {
  'postgresql.conf': settings,
  'pg_hba.conf': configText`
    # type   database                 user                      address and method
    ${ifElse(usesTls, clients('hostssl'), clients('host'))}
  `,
  passwd: text`postgres:x:${uid}:${uid}:PostgreSQL:/var/lib/postgresql:/bin/sh`,
}
