import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { runTool } from '../support/run-tool.js'
import { inputs } from './inputs.js'
import { renderRelease } from './release.js'

interface Report {
  readonly resources: readonly { readonly kind: string; readonly name: string; readonly msg: string }[]
  readonly summary: Readonly<Record<'valid' | 'invalid' | 'errors' | 'skipped', number>>
}

/** The oldest and the newest Kubernetes that the chart supports. */
const versions = readdirSync(join(projectFolder, 'schemas/kubernetes'))

const folder = mkdtempSync(join(tmpdir(), 'slipway-manifests-'))
let objectCount = 0

const write = (name: string, objects: readonly object[]) => {
  mkdirSync(join(folder, name))
  // JSON is YAML.
  for (const [index, object] of objects.entries())
    writeFileSync(join(folder, name, `${index}.yaml`), JSON.stringify(object))
}

const validate = async (version: string, name: string): Promise<Report> => {
  const schemas = `schemas/kubernetes/${version}/{{ .ResourceKind }}{{ .KindSuffix }}.json`
  const { output } = await runTool('kubeconform', [
    '-strict',
    '-summary',
    ...['-output', 'json'],
    ...['-schema-location', schemas],
    join(folder, name),
  ])
  return JSON.parse(output) as Report
}

beforeAll(async () => {
  mkdirSync(join(folder, 'sound'))
  for (const [name, overrides] of Object.entries(inputs)) {
    const { objects } = await renderRelease(overrides)
    write(`sound/${name}`, objects)
    objectCount += objects.length
  }
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }
  write('broken', [
    { ...config, data: { port: 80 } },
    { ...config, dta: {} },
    { ...config, apiVersion: 'v0' },
  ])
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('knows the oldest and the newest Kubernetes', () => {
  expect(versions).toEqual(['1.33', '1.37'])
})

describe.each(versions)('Kubernetes %s', (version) => {
  it('takes every object, strictly, and none without a schema', async () => {
    const { resources, summary } = await validate(version, 'sound')
    expect(resources).toEqual([])
    expect(summary).toEqual({ valid: objectCount, invalid: 0, errors: 0, skipped: 0 })
  })

  it('refuses a wrong type, an unknown field and an unknown kind', async () => {
    const { summary } = await validate(version, 'broken')
    expect(summary).toEqual({ valid: 0, invalid: 2, errors: 1, skipped: 0 })
  })
})
