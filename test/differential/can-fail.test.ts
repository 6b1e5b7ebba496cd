import { describe, expect, it } from 'vitest'
import { assert, type Expr, each, gt, isSet, lines, merge, Resource, text, when } from '../../src/helm/index.js'
import {
  type DifferentialOptions,
  DisagreementError,
  differentialCheck,
  filesOf,
} from '../../src/helm/testing/index.js'
import { helmEngine } from '../support/helm-engines.js'
import { newestHelm } from '../support/render-with-helm.js'
import { sample, sampleChart } from '../support/sample-chart.js'

const chart = sampleChart({
  templates: {
    object: new Resource({
      text: sample.text,
      url: text`http://${sample.text}:${sample.count}`,
      count: sample.count,
      optional: sample.optional as Expr<number>,
      set: when(isSet(sample.optional), 'yes'),
      labels: merge({ fixed: { team: 'fixed' }, user: sample.labels, winner: 'fixed' }),
      words: [each(sample.words, (word) => word)],
      object: sample.object,
    }),
  },
  assertions: [
    assert({ key: 'count', refuseWhen: gt(sample.count, 900000000), problem: 'is too many.', example: 'count: 1' }),
  ],
  notes: lines`
    ${sample.count} of them.
  `,
})

const printed = filesOf(chart)

/** The printed chart with one mistake that an author of templates makes; fails when there is nothing to change. */
const withMistake = (path: string, right: string, wrong: string): ReadonlyMap<string, string> => {
  const before = printed.get(path) ?? ''
  if (!before.includes(right)) throw new Error(`${path} does not say: ${right}\n${before}`)
  return new Map([...printed, [path, before.replace(right, () => wrong)]])
}

const template = 'templates/object.yaml'

const mistakes: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  'a text without quotes': withMistake(template, '.Values.text | quote', '.Values.text'),
  'a number that prints as a float': withMistake(template, '(int64 .Values.count)', '.Values.count'),
  'an optional value that becomes null': withMistake(template, 'if not (kindIs "invalid" .Values.optional)', 'if true'),
  'a user who overrides a fixed key': withMistake(
    template,
    'omit .Values.labels "team"',
    'omit .Values.labels "other"',
  ),
  'a list that becomes null when it is empty': withMistake(template, '  {{- else }}\n  []\n', ''),
  'a map at the wrong depth': withMistake(
    template,
    'toYaml .Values.object | nindent 2',
    'toYaml .Values.object | nindent 0',
  ),
  'other notes': withMistake('templates/NOTES.txt', 'of them', 'of these'),
  'a rule that is gone': withMistake(
    'templates/_checks.tpl',
    '{{- if gt (int64 .Values.count) 900000000 }}',
    '{{- if false }}',
  ),
  'another message of a rule': withMistake('templates/_checks.tpl', 'is too many.', 'is much.'),
  'a stricter schema': withMistake('values.schema.json', '"maximum": 1000000000', '"maximum": 10'),
}

/** Always the same: not every seed finds each mistake in so few cases. */
const seed = 20

const engine = helmEngine(newestHelm)
const check = (files: ReadonlyMap<string, string>, options: Partial<DifferentialOptions> = {}) =>
  differentialCheck(chart, engine, { cases: 400, seed, changes: 4, printed: files, ...options })

describe('the differential check', () => {
  it('passes for what the toolkit prints', async () => {
    expect(await check(printed)).toEqual({ cases: 400, seed })
  })

  it.each(Object.entries(mistakes))('notices %s, and shows a small case that repeats', async (_mistake, files) => {
    const failure = await check(files).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(DisagreementError)
    const { failingCase, message } = failure as DisagreementError
    expect(message).toContain(`seed ${seed}`)
    expect(JSON.stringify(failingCase).length).toBeLessThan(120)
    await expect(check(files, { cases: 1, regressions: [failingCase] })).rejects.toThrow(DisagreementError)
    await expect(check(printed, { cases: 1, regressions: [failingCase] })).resolves.toMatchObject({ cases: 1 })
  })
})
