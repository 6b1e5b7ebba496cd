import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Fault, withFault } from '../support/broken-chart.js'
import { helmVersions } from '../support/render-with-helm.js'
import { runTool } from '../support/run-tool.js'
import { valuesFiles, valuesFolder } from './inputs.js'

/** Faults of the chart, by what `helm lint` must say. The warnings are faults because of `--strict` alone. */
const faults: Readonly<Record<string, Fault>> = {
  '[ERROR] Chart.yaml: version is required': { file: 'Chart.yaml', replace: '\nversion: ', by: '\nedition: ' },
  '[ERROR] Chart.yaml: chart name "Slip/way" is invalid': {
    file: 'Chart.yaml',
    replace: 'name: slipway',
    by: 'name: Slip/way',
  },
  "[ERROR] values.yaml: - at '/profile': value must be one of": {
    file: 'values.yaml',
    replace: '\nprofile: development',
    by: '\nprofile: somewhere',
  },
  '[ERROR] templates/: parse error at (slipway/templates/api/service.yaml': {
    file: 'templates/api/service.yaml',
    replace: '{{- with .Values.api.service.annotations }}',
    by: '{{- with .Values.api.service.annotations',
  },
  '[ERROR] templates/api/service.yaml: unable to parse YAML': {
    file: 'templates/api/service.yaml',
    replace: '  ports:\n',
    by: '  ports:\n\t',
  },
  '[ERROR] templates/: ': {
    file: 'templates/api/service.yaml',
    replace: '.Values.api.service.type',
    by: '.Values.api.services.type',
  },
  'object name does not conform to Kubernetes naming requirements': {
    file: 'templates/api/service.yaml',
    replace: '{{ include "slipway.fullname" . }}-api',
    by: '{{ include "slipway.fullname" . }}_API',
  },
  'policy/v1beta1 PodDisruptionBudget is deprecated': {
    file: 'templates/api/disruption-budget.yaml',
    replace: 'apiVersion: policy/v1\n',
    by: 'apiVersion: policy/v1beta1\n',
  },
}

describe.each(helmVersions)('helm lint of Helm %s', (version) => {
  const lint = (flags: readonly string[], cwd?: string) =>
    runTool(`helm-${version}`, ['lint', '--strict', 'chart', ...flags], cwd === undefined ? {} : { cwd })

  it.each(valuesFiles)('accepts %s', async (file) => {
    expect(await lint(['--values', join(valuesFolder, file)])).toMatchObject({ exitCode: 0 })
  })

  it('accepts the defaults', async () => {
    expect(await lint([])).toMatchObject({ exitCode: 0 })
  })

  it('refuses a key that does not exist', async () => {
    const { exitCode, output } = await lint(['--set', 'api.replica=3'])
    expect(output).toContain("at '/api': additional properties 'replica' not allowed")
    expect(exitCode).toBe(1)
  })

  it.each(Object.entries(faults))('says: %s', async (message, fault) => {
    const { exitCode, output } = await withFault(fault, (folder) => lint([], folder))
    expect(output).toContain(message)
    expect(exitCode).toBe(1)
  })
})
