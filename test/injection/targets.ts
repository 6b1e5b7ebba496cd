import { compilePlatform } from '../../src/cli/project.js'
import { ChartEvaluator } from '../../src/helm/evaluator/chart-evaluator.js'
import {
  type CompiledChart,
  InvalidValuesError,
  mergeValues,
  type PlainMap,
  type RenderedObject,
  renderChart,
} from '../../src/helm/index.js'
import { type StringPosition, stringPositions } from '../support/string-positions.js'
import { attacks } from './attacks.js'
import { bases } from './bases.js'
import { markers, reaches } from './substitution.js'

export const chart = compilePlatform()

/** The chart's schema and rules without its objects: what an attack makes of those is looked at in groups. */
const { definition, types } = chart
const rulesAlone: CompiledChart = {
  ...chart,
  evaluator: new ChartEvaluator({ ...definition, templates: {}, notes: { ...definition.notes, lines: [] } }, types),
}

export const settings = { releaseName: 'shop', kubeVersion: 'v1.36.0' } as const

/** A text position with the values around it, and what the chart says to each attack. */
export interface Target {
  readonly position: StringPosition
  readonly base: PlainMap
  /** It takes any harmless text, which reaches an object. Others take quantities or choices. */
  readonly isFree: boolean
  readonly taken: readonly string[]
  /** Why the others are refused. */
  readonly reasons: readonly string[]
}

/** The objects of some values, or why the schema or a rule refuses them. */
const outcome = (of: CompiledChart, overrides: PlainMap): readonly RenderedObject[] | string => {
  try {
    const { objects, problems } = renderChart(of, { ...settings, overrides })
    return problems.length === 0 ? objects : problems.map(({ key, problem }) => `${key}: ${problem}`).join('\n')
  } catch (error) {
    if (error instanceof InvalidValuesError) return error.violations.join('\n')
    throw error
  }
}

/** YAML readers take no longer keys: Helm refuses the values file. */
const maxKeyLength = 1024
const isKey = ({ path }: StringPosition): boolean => path.endsWith('.#') || path.endsWith('.*.*')
const isWritable = (position: StringPosition, text: string): boolean => !isKey(position) || text.length < maxKeyLength

const targetOf = (position: StringPosition): Target => {
  const [marker = ''] = markers
  const harmless = bases.map((base) => outcome(chart, mergeValues(base, position.place(marker))))
  const reached = harmless.findIndex((objects) => typeof objects !== 'string' && reaches(objects, marker))
  const base = bases[Math.max(reached, 0)] as PlainMap
  const outcomes = attacks
    .filter((attack) => isWritable(position, attack))
    .map((attack) => ({ attack, result: outcome(rulesAlone, mergeValues(base, position.place(attack))) }))
  return {
    position,
    base,
    isFree: reached !== -1,
    taken: outcomes.filter(({ result }) => typeof result !== 'string').map(({ attack }) => attack),
    reasons: outcomes.map(({ result }) => result).filter((result) => typeof result === 'string'),
  }
}

export const targets: readonly Target[] = stringPositions(chart.schema).map(targetOf)

/** As many as there are markers; similar ones, so that each text is taken by most of a group. */
const grouped = (targets: readonly Target[]): readonly (readonly Target[])[] => {
  const sorted = targets.filter(({ taken }) => taken.length > 0).sort((a, b) => b.taken.length - a.taken.length)
  return Array.from({ length: Math.ceil(sorted.length / markers.length) }, (_, index) =>
    sorted.slice(index * markers.length, (index + 1) * markers.length),
  )
}

/** Targets that renderings attack together, each of another part of the values: all that takes a text is in one of them. */
export const groups: readonly (readonly Target[])[] = bases.flatMap((base) =>
  [true, false].flatMap((free) => grouped(targets.filter((target) => target.base === base && target.isFree === free))),
)
