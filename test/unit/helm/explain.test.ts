import { describe, expect, it } from 'vitest'
import { explain, formatExplanation, printTemplates } from '../../../src/helm/index.js'
import { partsChart } from '../../support/parts-chart.js'
import { printOptions } from '../../support/sample-chart.js'

/** What a user reads for a message of Helm. */
const explained = (message: string): readonly string[] =>
  explain(message, partsChart(), printOptions).map((explanation) =>
    formatExplanation(explanation, printOptions.sourceRoot),
  )

/** `sample/templates/web/object.yaml:8`, where the printed template holds this text. */
const placeOf = (file: string, text: string): string => {
  const lines = printTemplates(partsChart(), printOptions).get(file)?.lines ?? []
  return `sample/${file}:${lines.findIndex((line) => line.text.includes(text)) + 1}`
}

const object = 'templates/web/object.yaml'
const here = String.raw`test/unit/helm/explain\.test\.ts`
const made = String.raw`test/support/parts-chart\.ts:\d+:\d+`

describe('the explanation of an error of Helm', () => {
  it('is one line: the construct, the file that declares the object, and what was printed', () => {
    const [line] = explained(`${placeOf(object, 'include "sample.labels"')}:5: wrong type`)
    expect(line).toMatch(new RegExp(`^${made} \\(for ${here}\\): {{- include "sample.labels" `))
  })

  it.each(['', ':7', ':31'])('is the same with %j behind the line', (column) => {
    const place = placeOf(object, 'total:')
    expect(explained(`template: ${place}${column}: x`)).toEqual(explained(place))
    expect(explained(place)).toHaveLength(1)
  })

  it('has a line for every position of a message, in its order', () => {
    const inner = placeOf('templates/_helpers.tpl', '.root.Values.text | lower')
    const message = `template: ${placeOf(object, 'total:')}:1: executing "x" at <y>: template: ${inner}:3: executing z`
    expect(explained(message)).toEqual([
      expect.stringContaining(': total: {{ '),
      expect.stringContaining(': {{ .root.Values.text | lower }}'),
    ])
  })

  it.each([
    ['of the file itself', '/project/src/a.ts', 'src/a.ts:3:5: name: x'],
    ['of a shared function', '/project/src/b.ts', 'src/a.ts:3:5 (for src/b.ts): name: x'],
    ['of a function for another project', '/other/b.ts', 'src/a.ts:3:5 (for /other/b.ts): name: x'],
  ])('names the declaring file only where it is another one: a line %s', (_name, file, expected) => {
    const position = { file: '/project/src/a.ts', line: 3, column: 5 }
    const declaration = { file, line: 9, column: 1 }
    expect(formatExplanation({ line: 'name: x', position, declaration }, '/project')).toBe(expected)
  })
})
