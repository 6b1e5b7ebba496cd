import { filesOfVariablesAreMounted, foldersOfVariablesAreMounted, pathsLeadToFiles } from './paths.js'
import { containerOf, podOf, proves, set } from './prove.js'

proves(filesOfVariablesAreMounted, {
  'but nothing is mounted there': set('ConfigMap/ui', ['data', 'SLIPWAY_COOKIE_SECRET_FILE'], '/etc/keys/secret'),
})

proves(
  filesOfVariablesAreMounted,
  {
    'but Secret/shop-slipway-ui has only other': set('Secret/ui', ['stringData'], { other: '' }),
  },
  { profile: 'development', ui: { session: { existingSecret: '', cookieSecret: 'x'.repeat(32) } } },
)

proves(foldersOfVariablesAreMounted, {
  'but nothing is mounted there': set('ConfigMap/api', ['data', 'SLIPWAY_API_KEYS_FOLDER'], '/etc/keys'),
})

proves(filesOfVariablesAreMounted, {
  'exporter has DATA_SOURCE_PASS_FILE /var/run/secrets/slipway/monitor/pass, but Secret/database has only password':
    set(
      'StatefulSet/database',
      [...podOf.StatefulSet, 'initContainers', 0, 'env', 2, 'value'],
      '/var/run/secrets/slipway/monitor/pass',
    ),
  'has SLIPWAY_DATABASE_PASSWORD_FILE /var/run/secrets/slipway/database/migrator, but': set(
    'Job/migrate',
    [...podOf.Job, 'volumes', 1, 'secret', 'items'],
    [{ key: 'app', path: 'app' }],
  ),
})

proves(pathsLeadToFiles, {
  'database is told of /etc/slipway/postgres.conf, but ConfigMap/shop-slipway-database-files has only': set(
    'StatefulSet/database',
    [...containerOf.StatefulSet, 'args', 1],
    '--config_file=/etc/slipway/postgres.conf',
  ),
  'mlflow-gc is told of /etc/slipway/with-secrets.sh, but nothing is mounted there': set(
    'CronJob/mlflow-gc',
    [...containerOf.CronJob, 'volumeMounts'],
    [],
  ),
  'mlflow is told of /var/run/secrets/slipway/login/key, but Secret/mlflow has only admin, session': set(
    'ConfigMap/mlflow-files',
    ['data', 'with-secrets.sh'],
    'cat /var/run/secrets/slipway/login/key',
  ),
  'is told of /etc/slipway/roles.sh, but ConfigMap/shop-slipway-database-roles has only roles.sql': set(
    'ConfigMap/database-roles',
    ['data', 'roles.sh'],
    undefined,
  ),
})
