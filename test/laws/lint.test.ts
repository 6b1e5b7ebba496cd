import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { helmVersions } from '../support/render-with-helm.js'
import { runTool } from '../support/run-tool.js'
import { valuesFiles, valuesFolder } from './inputs.js'

describe.each(helmVersions)('helm lint of Helm %s', (version) => {
  const lint = (...flags: readonly string[]) => runTool(`helm-${version}`, ['lint', '--strict', 'chart', ...flags])

  it.each(valuesFiles)('accepts %s', async (file) => {
    expect(await lint('--values', join(valuesFolder, file))).toMatchObject({ exitCode: 0 })
  })

  it('accepts the defaults', async () => {
    expect(await lint()).toMatchObject({ exitCode: 0 })
  })

  it('refuses a key that does not exist', async () => {
    expect(await lint('--set', 'api.replica=3')).not.toMatchObject({ exitCode: 0 })
  })
})
