import { describe, expect, it } from 'vitest'
import { type PlainMap, parseSet } from '../../src/helm/index.js'
import { assignments, brokenAssignments, uselessAssignments } from '../support/assignments.js'
import { helmEngine } from '../support/helm-engines.js'
import { testedHelmVersions } from '../support/render-with-helm.js'

/** A chart that shows its values. */
const chart = new Map([
  ['Chart.yaml', 'apiVersion: v2\nname: values\nversion: 1.0.0\n'],
  ['templates/values.yaml', 'values: {{ toJson .Values }}\n'],
])

describe.each(testedHelmVersions)('--set means the same as in Helm %s', (version) => {
  const engine = helmEngine(version)

  it.each(assignments)('%s', async (text) => {
    const { objects, error } = await engine.render({ chart, set: [text] })
    expect(error).toBe('')
    expect(objects).toEqual([{ template: 'values', object: { values: parseSet(text) } }])
  })

  it('where a flag changes what a file and another flag gave', async () => {
    const file: PlainMap = { list: [{ a: 1, b: 2 }, 'x'], map: { a: 1, list: [1, 2, 3] }, text: 'x' }
    const set = ['list[0].a=3,map.list[1]=null', 'list[2]=y,map.b=2,text=z']
    const { objects } = await engine.render({ chart, values: [file], set })
    const values = set.reduce((below, text) => parseSet(text, 'typed', below), file)
    expect(objects).toEqual([{ template: 'values', object: { values } }])
  })

  it.each(brokenAssignments)('%s is refused', async (text) => {
    expect((await engine.render({ chart, set: [text] })).error).not.toBe('')
  })

  it.each(uselessAssignments)('%s does nothing', async (text) => {
    const { objects } = await engine.render({ chart, set: [text] })
    expect(objects).toEqual([{ template: 'values', object: { values: {} } }])
  })
})
