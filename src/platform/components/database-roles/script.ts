import { configText, lines } from '../../../helm/index.js'

/** Waits for the server, then makes what is missing. The password of the superuser is in no command line. */
export const script = configText`
  set -eu
  PGPASSWORD=$(cat "$PASSWORDS/postgres")
  export PGPASSWORD
  until pg_isready --quiet; do
    echo "waiting for PostgreSQL at $PGHOST:$PGPORT"
    sleep 2
  done
  exec psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --file="$SCRIPTS/roles.sql"
`

/** Users and what they may do. `psql` fills in a variable as a quoted text or name. */
const passwordOf = (user: string, login = 'LOGIN ') => lines`\\set password \`cat "$PASSWORDS/${user}"\`
ALTER ROLE ${user} ${login}PASSWORD :'password';`

/** Idempotent: what is there stays, passwords become those of the Secret. */
export const sql = configText`
  \\set VERBOSITY terse
  \\getenv database DATABASE
  -- Passwords must not reach the log of the server.
  SET log_statement = 'none';
  SET log_min_duration_statement = -1;
  SET log_min_error_statement = 'panic';
  SET client_min_messages = 'warning';
  -- Two of these at once would trip over each other.
  SELECT pg_advisory_lock(731190) \\g /dev/null

  SELECT format('CREATE ROLE %I', name)
    FROM unnest(ARRAY['migrator', 'app', 'mlflow', 'backup', 'monitor']) AS wanted(name)
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \\gexec

  ${passwordOf('migrator', '')}
  ${passwordOf('app')}
  ${passwordOf('mlflow')}
  ${passwordOf('backup')}
  ${passwordOf('monitor')}
  ALTER ROLE backup REPLICATION;
  GRANT pg_monitor TO monitor, backup;
  GRANT pg_read_all_data TO backup;

  SELECT format('CREATE DATABASE %I OWNER %I', name, owner)
    FROM (VALUES (:'database', 'migrator'), ('mlflow', 'mlflow'), ('mlflow_auth', 'mlflow')) AS wanted(name, owner)
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = name) \\gexec

  REVOKE ALL ON DATABASE :"database", mlflow, mlflow_auth FROM PUBLIC;
  GRANT CONNECT ON DATABASE :"database" TO app;
  GRANT CONNECT ON DATABASE :"database", mlflow, mlflow_auth TO backup, monitor;

  -- The API reads and writes what the migrations make, and makes nothing itself.
  \\connect :"database"
  GRANT USAGE ON SCHEMA public TO app;
  GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app;
  GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO app;
  ALTER DEFAULT PRIVILEGES FOR ROLE migrator IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app;
  ALTER DEFAULT PRIVILEGES FOR ROLE migrator IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO app;
  -- Migrations begin only now: the API could not use tables that were made before.
  ALTER ROLE migrator LOGIN;
  \\echo users and databases are as the values say
`
