import { compilePlatform } from '../../src/cli/project.js'
import {
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
const outcome = (overrides: PlainMap): readonly RenderedObject[] | string => {
  try {
    const { objects, problems } = renderChart(chart, { ...settings, overrides })
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
  const harmless = bases.map((base) => outcome(mergeValues(base, position.place(marker))))
  const reached = harmless.findIndex((objects) => typeof objects !== 'string' && reaches(objects, marker))
  const base = bases[Math.max(reached, 0)] as PlainMap
  const outcomes = attacks
    .filter((attack) => isWritable(position, attack))
    .map((attack) => ({ attack, result: outcome(mergeValues(base, position.place(attack))) }))
  return {
    position,
    base,
    isFree: reached !== -1,
    taken: outcomes.filter(({ result }) => typeof result !== 'string').map(({ attack }) => attack),
    reasons: outcomes.map(({ result }) => result).filter((result) => typeof result === 'string'),
  }
}

export const targets: readonly Target[] = stringPositions(chart.schema).map(targetOf)

/** Components have the same values, and so do partners: what stands at one place of several is attacked at once. */
const shared = [/^(api|ui|database|cache|mlflow)\./, /^networkPolicies\.peers\.[a-zA-Z]+\./]

const placeOf = ({ position, base, isFree }: Target): string => {
  const place = shared.reduce((path, prefix) => path.replace(prefix, '*.'), position.path)
  return `${place}${isFree ? '' : ', which is no free text'}${base === bases[0] ? '' : `, values ${bases.indexOf(base)}`}`
}

/** Targets that one rendering attacks together, each of another part of the values. */
export const groups: ReadonlyMap<string, readonly Target[]> = targets
  .filter(({ taken }) => taken.length > 0)
  .reduce(
    (all, target) => all.set(placeOf(target), [...(all.get(placeOf(target)) ?? []), target]),
    new Map<string, readonly Target[]>(),
  )
