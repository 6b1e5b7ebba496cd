import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { type Fault, withFault } from '../support/broken-chart.js'

const file = 'Chart.yaml'
const read = async (folder: string): Promise<string> => readFileSync(join(folder, 'chart', file), 'utf8')

describe('a fault', () => {
  it('is put into a copy of the chart, which is removed afterwards', async () => {
    let copy = ''
    const broken = await withFault({ file, replace: 'name: slipway', by: 'name: other' }, (folder) => {
      copy = folder
      return read(folder)
    })
    const sound = await read(projectFolder)
    expect(broken).toBe(sound.replace('name: slipway', 'name: other'))
    expect(sound).toContain('name: slipway')
    expect(existsSync(copy)).toBe(false)
  })

  it.each<[string, Partial<Fault>, string]>([
    ['that is gone', { replace: 'name: shipway' }, `chart/${file} holds this text 0 times`],
    ['that is there twice', { replace: ': 0.1.0' }, `chart/${file} holds this text 2 times`],
    ['of a file that is gone', { file: 'templates/gone.yaml' }, 'no such file'],
  ])('fails loudly when it replaces a text %s', async (_what, change, message) => {
    const fault = { file, replace: 'name: slipway', by: '', ...change }
    await expect(withFault(fault, read)).rejects.toThrow(message)
  })

  it('fails loudly when it changes nothing', async () => {
    await expect(withFault({ file, replace: 'name: slipway', by: 'name: slipway' }, read)).rejects.toThrow(
      'changes nothing',
    )
  })
})
