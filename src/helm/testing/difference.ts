import { isDeepStrictEqual } from 'node:util'
import type { RenderedObject, Rendering } from '../evaluator/chart-evaluator.js'
import { asMap, goJson, type PlainMap } from '../go/semantics.js'
import type { HelmResult } from './helm-renderer.js'

/** What the in-process evaluator said: a rendering, or why the schema refuses the values. */
export type Evaluated = Rendering | { readonly violations: readonly string[] }

/**
 * Where the evaluator and Helm differ, one sentence for each place; empty when both mean the same: equal objects and
 * notes, the same broken rules, or values that both refuse.
 */
export const differences = (evaluated: Evaluated, helm: HelmResult): readonly string[] => {
  if ('violations' in evaluated) return refusedBySchema(evaluated.violations, helm)
  if (evaluated.problems.length > 0) return refusedByRules(evaluated, helm)
  if (helm.error !== '') return [`only Helm refuses the values: ${helm.error}`]
  const notes = evaluated.notes.trim() === helm.notes.trim() ? [] : [unequal('the notes', evaluated.notes, helm.notes)]
  return [...differentObjects(evaluated.objects, helm.objects), ...notes]
}

const refusedBySchema = (violations: readonly string[], { error }: HelmResult): readonly string[] =>
  /schema|values don't meet/.test(error)
    ? []
    : [`only the evaluator's schema refuses the values: ${violations.join('; ')}; Helm: ${error || 'accepts them'}`]

/** The sentences stand in one list. A sentence may hold line breaks and dashes of a user, so that counting lines tells nothing. */
const refusedByRules = ({ problems }: Rendering, { error }: HelmResult): readonly string[] => {
  if (error === '')
    return [`only the evaluator refuses the values: ${problems.map(({ problem }) => problem).join('; ')}`]
  const lines = problems.map(({ key, problem, example }) => `- ${key}: ${problem} For example: ${example}`)
  const missing = lines.filter((line) => !error.includes(line)).map((line) => `Helm does not say: ${line}`)
  if (missing.length > 0) return missing
  const list = lines.join('\n')
  const start = error.indexOf(list)
  const isWhole = start >= 0 && error.slice(0, start).endsWith('\n\n') && !error.startsWith('\n- ', start + list.length)
  return isWhole ? [] : [`Helm refuses for other reasons than the evaluator, which says:\n${list}\nHelm: ${error}`]
}

const differentObjects = (ours: readonly RenderedObject[], theirs: readonly RenderedObject[]): readonly string[] => {
  const [own, real] = [ours, theirs].map(byTemplate) as [ObjectsBy, ObjectsBy]
  return [...new Set([...own.keys(), ...real.keys()])].flatMap((template) => {
    const [a, b] = [own.get(template) ?? [], real.get(template) ?? []]
    return a.length <= 1 && b.length <= 1 ? unequalAt(template, a[0], b[0]) : differentNames(template, a, b)
  })
}

/**
 * Helm sorts the objects of a chart by their kind, and a cluster does not care about their order: each object of a template is
 * compared with the one of the same kind and name. Those that nothing tells apart are in the order of their content.
 */
const differentNames = (
  template: string,
  ours: readonly PlainMap[],
  theirs: readonly PlainMap[],
): readonly string[] => {
  const [own, real] = [ours, theirs].map(byName) as [ObjectsBy, ObjectsBy]
  return [...new Set([...own.keys(), ...real.keys()])].flatMap((name) => {
    const [a, b] = [own, real].map((objects) => (objects.get(name) ?? []).map(goJson).sort()) as [string[], string[]]
    const most = a.length > b.length ? a : b
    return most.flatMap((_, index) => unequalAt(`${template} ${name}`, parsed(a[index]), parsed(b[index])))
  })
}

type ObjectsBy = ReadonlyMap<string, readonly PlainMap[]>

const byTemplate = (objects: readonly RenderedObject[]): ObjectsBy => {
  // An object without any field is an empty document, which Helm does not print.
  const filled = objects.filter(({ object }) => Object.keys(object).length > 0)
  return grouped(filled.map(({ template, object }) => [template, object]))
}

const byName = (objects: readonly PlainMap[]): ObjectsBy =>
  grouped(
    objects.map((object) => {
      const { namespace, name } = asMap(object.metadata)
      return [[object.kind, namespace, name].filter((part) => part !== undefined).join(' '), object]
    }),
  )

const grouped = (objects: readonly (readonly [key: string, object: PlainMap])[]): ObjectsBy => {
  const groups = new Map<string, PlainMap[]>()
  for (const [key, object] of objects) groups.set(key, [...(groups.get(key) ?? []), object])
  return groups
}

const parsed = (json: string | undefined): PlainMap | undefined => (json === undefined ? undefined : JSON.parse(json))

const unequalAt = (place: string, ours: PlainMap | undefined, theirs: PlainMap | undefined): readonly string[] => {
  const [a, b] = [plain(ours), plain(theirs)]
  return isDeepStrictEqual(a, b) ? [] : firstDifference(place, a, b)
}

/** JSON knows neither prototypes nor negative zero, and neither does a cluster. */
const plain = (object: PlainMap | undefined): unknown => (object === undefined ? undefined : JSON.parse(goJson(object)))

/** The innermost place where two values differ. */
const firstDifference = (path: string, ours: unknown, theirs: unknown): readonly string[] => {
  if (isCollection(ours) && isCollection(theirs) && Array.isArray(ours) === Array.isArray(theirs)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const [a, b] = [ours, theirs].map((value) => (Object.hasOwn(value, key) ? value[key] : undefined))
      if (!isDeepStrictEqual(a, b)) return firstDifference(`${path}.${key}`, a, b)
    }
  }
  return [unequal(path, ours, theirs)]
}

const isCollection = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const unequal = (what: string, ours: unknown, theirs: unknown): string =>
  `${what}: the evaluator gives ${JSON.stringify(ours)}, Helm gives ${JSON.stringify(theirs)}`
