import { describe, expect, it } from 'vitest'
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

describe('several objects of one template', () => {
  const object = (kind: string, name: string, value: number) => ({
    template: 'all',
    object: { kind, metadata: { name }, value },
  })
  const rendered = (...objects: readonly ReturnType<typeof object>[]) => ({
    objects,
    notes: '',
    problems: [],
    error: '',
  })
  const [a, b, pod] = [object('Job', 'a', 1), object('Job', 'b', 2), object('Pod', 'a', 3)]

  it('are equal in any order', () => {
    expect(differences(rendered(a, b, pod), rendered(pod, b, a))).toEqual([])
    expect(differences(rendered(a, object('Job', 'a', 4)), rendered(object('Job', 'a', 4), a))).toEqual([])
  })

  it.each([
    ['another value', rendered(a, b, pod), rendered(pod, a, object('Job', 'b', 7)), 'all Job b.value'],
    ['one is missing', rendered(a, b, pod), rendered(pod, a), 'all Job b: the evaluator gives {'],
    ['one is too many', rendered(a), rendered(a, pod), 'all Pod a: the evaluator gives undefined'],
    ['one is there twice', rendered(a, b), rendered(a, b, b), 'all Job b: the evaluator gives undefined'],
    ['a single one has another name', rendered(a), rendered(b), 'all.metadata.name: the evaluator gives "a"'],
  ])('but not when %s', (_name, ours, theirs, sentence) => {
    expect(differences(ours, theirs)).toEqual([expect.stringContaining(sentence)])
  })
})

it('values that only the evaluator refuses are a difference', () => {
  expect(differences(broken('is a.'), { objects: [], notes: '', error: '' })).toEqual([
    'only the evaluator refuses the values: is a.',
  ])
})
