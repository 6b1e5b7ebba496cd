import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { type Fault, withFault } from '../support/broken-chart.js'
import { runTool } from '../support/run-tool.js'

const component = (name: string, indent: number) =>
  `{{- include "slipway.selectorLabels" (dict "root" . "component" "${name}") | nindent ${indent} }}`

/** For each suite faults of the chart, by the test that must notice them. */
const faults: Readonly<Record<string, Readonly<Record<string, Fault>>>> = {
  'api_test.yaml': {
    'may use 2 CPU and 4 GiB': {
      file: 'templates/api/deployment.yaml',
      replace: '{{- toYaml .Values.api.resources |',
      by: '{{- toYaml (omit .Values.api.resources "limits") |',
    },
    'may be called by the user interface, the test pod, the gateway and Prometheus': {
      file: 'templates/api/network-policy.yaml',
      replace: '"component" "smoke-test"',
      by: '"component" "migrate"',
    },
    'is a Service inside the cluster, for requests and for metrics': {
      file: 'templates/api/service.yaml',
      replace: component('api', 4),
      by: component('ui', 4),
    },
    'has its three probes, of which only readiness looks at what the API depends on': {
      file: 'templates/api/deployment.yaml',
      replace: 'path: /readyz\n              port: http',
      by: 'path: /readyz\n              port: metrics',
    },
  },
  'api-partners_test.yaml': {
    'may call the stores of the release': {
      file: 'templates/api/network-policy.yaml',
      replace: '"component" "cache"',
      by: '"component" "database"',
    },
    'gives the password of the values to a cache outside': {
      file: 'templates/api/config-map.yaml',
      replace: 'if or .Values.cache.existingSecret .Values.cache.passwords',
      by: 'if .Values.cache.existingSecret',
    },
  },
  'cache_test.yaml': {
    'reserves all of its memory, three quarters of which are for data': {
      file: 'templates/cache/config-map.yaml',
      replace: '(mul $memory 3)',
      by: '(mul $memory 4)',
    },
    'makes a Secret of passwords in the values, in which Valkey finds hashes': {
      file: 'templates/cache/secret.yaml',
      replace: 'user app reset on #{{ $appHash }}',
      by: 'user app reset on >{{ .Values.cache.passwords.app }}',
    },
  },
  'checks-stores_test.yaml': {
    'refuses MLflow without a database': {
      file: 'templates/mlflow/_checks.tpl',
      replace: '{{- if and (eq .Values.mlflow.mode "embedded") (eq .Values.database.mode "none") }}',
      by: '{{- if false }}',
    },
  },
  'database-roles_test.yaml': {
    'have passwords that reach no log': {
      file: 'templates/database-roles/config-map.yaml',
      replace: "SET log_statement = 'none';",
      by: "SET log_statement = 'all';",
    },
  },
  'database_test.yaml': {
    'claims a volume whose labels never change with the chart': {
      file: 'templates/database/stateful-set.yaml',
      replace: `        labels:\n          ${component('database', 10)}`,
      by: `        labels:\n          ${component('database', 10).replace('selectorLabels', 'labels')}`,
    },
    'lets no client in without TLS where it has a certificate': {
      file: 'templates/database/files.yaml',
      replace: 'hostssl  replication ',
      by: 'host  replication ',
    },
    'has an address for clients, and names for its pods': {
      file: 'templates/database/headless-service.yaml',
      replace: '  clusterIP: None\n',
      by: '',
    },
  },
  'first-model_test.yaml': {
    'is not registered without a registry': {
      file: 'templates/first-model/job.yaml',
      replace: '{{- if and .Values.firstModel.enabled (ne .Values.mlflow.mode "none") }}',
      by: '{{- if .Values.firstModel.enabled }}',
    },
  },
  'migrate_test.yaml': {
    'get the partitions of the next months every week, once at a time': {
      file: 'templates/migrate/cron-job.yaml',
      replace: 'concurrencyPolicy: Forbid',
      by: 'concurrencyPolicy: Allow',
    },
    'are migrated by the program of the API, as the user that owns them': {
      file: 'templates/migrate/_pod.tpl',
      replace: 'slipway.databaseSettings" (dict "root" . "user" "migrator")',
      by: 'slipway.databaseSettings" (dict "root" . "user" "postgres")',
    },
  },
  'mlflow-gc_test.yaml': {
    'removes what was deleted long ago, also from a bucket': {
      file: 'templates/mlflow-gc/cron-job.yaml',
      replace: '"--older-than=%dd"',
      by: '"--older-than=%dh"',
    },
  },
  'mlflow_test.yaml': {
    'keeps models on a volume that outlives the release': {
      file: 'templates/mlflow/claim.yaml',
      replace: 'helm.sh/resource-policy: keep',
      by: 'helm.sh/resource-policy: drop',
    },
    'is one pod, which leaves its volume before the next one comes': {
      file: 'templates/mlflow/deployment.yaml',
      replace: '    type: Recreate\n',
      by: '    type: RollingUpdate\n',
    },
  },
  'checks_test.yaml': {
    'refuses to let a drain take all api pods': {
      file: 'templates/_checks.tpl',
      replace: '(ge (int64 $workload.disruption.maxUnavailable) $fewest)',
      by: 'false',
    },
    'takes limits of the same size as those of the limit range': {
      file: 'templates/policies/_checks.tpl',
      replace:
        '{{- if gt (include "slipway.number" (dict "amount" $amount "quantity" (index $container.resources.limits $amount)) | int64) $most }}',
      by: '{{- if ge (include "slipway.number" (dict "amount" $amount "quantity" (index $container.resources.limits $amount)) | int64) $most }}',
    },
    'refuses production without API keys, and says how to make them': {
      file: 'templates/checks.yaml',
      replace: '{{- if $problems }}',
      by: '{{- if false }}',
    },
  },
  'notes_test.yaml': {
    'says how to reach the Services from a laptop': {
      file: 'templates/NOTES.txt',
      replace: '-ui 8501',
      by: '-ui 8500',
    },
    'warns of an API without keys': {
      file: 'templates/NOTES.txt',
      replace: 'WARNING: everybody who reaches the API may call it. Set api.auth.existingSecret.',
      by: 'The API is ready.',
    },
    'warns of nothing in production': {
      file: 'templates/NOTES.txt',
      replace: '{{- if eq .Values.quota.mode "explicit" }}',
      by: '{{- if true }}',
    },
  },
  'policies_test.yaml': {
    'denies all pods of the release everything at first, and no pod of anybody else': {
      file: 'templates/policies/default-deny.yaml',
      replace: '    - Egress\n',
      by: '',
    },
    'makes a priority class of value 1000000 that is not the default of the cluster': {
      file: 'templates/policies/priority-class.yaml',
      replace: 'globalDefault: false',
      by: 'globalDefault: true',
    },
    'computes a quota in production': {
      file: 'templates/policies/resource-quota.yaml',
      replace: 'pods: ',
      by: 'podsToo: ',
    },
    'gives resources to containers that ask for none, and has a maximum': {
      file: 'templates/policies/limit-range.yaml',
      replace: '.Values.limitRange.max |',
      by: '.Values.limitRange.defaults.limits |',
    },
  },
  'smoke-test_test.yaml': {
    'is a test that replaces the one before': {
      file: 'templates/smoke-test/pod.yaml',
      replace: 'helm.sh/hook: test',
      by: 'helm.sh/hook: post-install',
    },
    'fails on an error of a server, after a few attempts of limited length': {
      file: 'templates/smoke-test/pod.yaml',
      replace: '        - "--fail"\n',
      by: '',
    },
    'may call the API and the user interface, and nobody may call it': {
      file: 'templates/smoke-test/network-policy.yaml',
      replace: '"component" "ui" "port" 8501',
      by: '"component" "api" "port" 8501',
    },
  },
  'ui_test.yaml': {
    'sends the requests of one client to the same pod': {
      file: 'templates/ui/service.yaml',
      replace: 'eq .Values.ui.service.sessionAffinity "ClientIP"',
      by: 'false',
    },
    'gives Streamlit its settings as a file and sends no usage statistics': {
      file: 'templates/ui/streamlit.yaml',
      replace: 'enableXsrfProtection = true',
      by: 'enableXsrfProtection = false',
    },
    'may be called by the test pod, the gateway and Prometheus, and calls the API': {
      file: 'templates/ui/network-policy.yaml',
      replace: '"component" "api" "port" 8000',
      by: '"component" "ui" "port" 8000',
    },
  },
}

/** The titles of the tests that failed, as helm-unittest prints them. */
const failuresIn = (output: string): readonly string[] =>
  [...output.matchAll(/^\t- (.+)$/gm)].map(([, title = '']) => title)

it('has a fault for every suite', () => {
  const suites = readdirSync(join(projectFolder, 'test/helm-unittest')).filter((file) => file.endsWith('_test.yaml'))
  expect(Object.keys(faults).sort()).toEqual(suites.sort())
})

const helmUnittest = (folder: string, suites: string) => {
  // To read it takes most of the time, and no fault is in it.
  rmSync(join(folder, 'chart/values.schema.json'))
  return runTool('helm-unittest', ['--strict', '--file', `../test/helm-unittest/${suites}`, 'chart'], { cwd: folder })
}

/** What fails without the schema and without a fault. */
let unprovable: readonly string[]
beforeAll(async () => {
  const harmless: Fault = { file: 'Chart.yaml', replace: '\ndescription: ', by: '\ndescription:  ' }
  unprovable = failuresIn((await withFault(harmless, (folder) => helmUnittest(folder, '*_test.yaml'))).output)
})

describe.each(Object.entries(faults))('%s', (suite, faultsOfSuite) => {
  it.each(Object.entries(faultsOfSuite))('fails at: %s', async (test, fault) => {
    const { exitCode, output } = await withFault(fault, (folder) => helmUnittest(folder, suite))
    expect(unprovable).not.toContain(test)
    expect(failuresIn(output)).toContain(test)
    // A chart that does not even render fails everywhere, which would prove nothing about this test.
    expect(output).toMatch(/^Tests: .*\b[1-9]\d* passed/m)
    expect(exitCode).toBe(1)
  })
})
