import { expect, it } from 'vitest'
import { differences } from '../../../src/helm/testing/index.js'

const broken = (...problems: readonly string[]) => ({
  objects: [],
  notes: '',
  problems: problems.map((problem) => ({ key: 'image', problem, example: 'x', position: 'chart.ts:1:1' })),
})
const said = (...problems: readonly string[]) => ({
  objects: [],
  notes: '',
  error: `x cannot be installed with these values:\n\n${problems.map((problem) => `- image: ${problem} For example: x`).join('\n')}\n\n\nUse --debug`,
})

it('the same reasons are no difference, whatever a user wrote into them', () => {
  expect(differences(broken('is \n- b\n.', 'is a.'), said('is \n- b\n.', 'is a.'))).toEqual([])
})

it.each([
  ['one is missing', broken('is a.', 'is b.'), said('is a.'), 'Helm does not say: - image: is b. For example: x'],
  ['one more at the end', broken('is a.'), said('is a.', 'is b.'), 'Helm refuses for other reasons'],
  ['one more at the start', broken('is b.'), said('is a.', 'is b.'), 'Helm refuses for other reasons'],
  ['another order', broken('is b.', 'is a.'), said('is a.', 'is b.'), 'Helm refuses for other reasons'],
])('%s', (_name, ours, theirs, sentence) => {
  expect(differences(ours, theirs)).toEqual([expect.stringContaining(sentence)])
})
