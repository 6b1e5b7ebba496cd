import type { PlainMap } from '../../src/helm/index.js'
import { codeOf, type Template } from './templates.js'

/** Paths such as `api.image.tag` of all values that templates name. A path of a map stands for all that is in it. */
export const usedPaths = (templates: readonly Template[]): ReadonlySet<string> =>
  new Set(
    templates.flatMap((template) =>
      [...withoutVariables(codeOf(template)).matchAll(/\.Values\.([A-Za-z0-9_.]+)/g)].map(([, path = '']) => path),
    ),
  )

/** Replaces variables that only stand for a path by that path. */
const withoutVariables = (code: string): string => {
  const bindings = [...code.matchAll(/^ *(\$[A-Za-z0-9]+) := (\.Values\.[A-Za-z0-9_.]+) *$/gm)]
  const unbound = bindings.reduce((rest, [binding]) => rest.replace(binding, ''), code)
  return bindings.reduce(
    (rest, [, variable = '', path = '']) => rest.replaceAll(new RegExp(`\\${variable}(?![A-Za-z0-9])`, 'g'), path),
    unbound,
  )
}

/** Paths of everything in the values: of the maps, and of the leaves, which are scalars, lists and empty maps. */
export const declaredPaths = (
  values: PlainMap,
): { readonly maps: readonly string[]; readonly leaves: readonly string[] } => {
  const inner = Object.entries(values).map(([key, value]) => {
    if (!isFilledMap(value)) return { maps: [], leaves: [key] }
    const below = declaredPaths(value)
    const under = (path: string) => `${key}.${path}`
    return { maps: [key, ...below.maps.map(under)], leaves: below.leaves.map(under) }
  })
  return { maps: inner.flatMap(({ maps }) => maps), leaves: inner.flatMap(({ leaves }) => leaves) }
}

const isFilledMap = (value: unknown): value is PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0

/** Keys of the values that no template uses, by itself or with the map that it is in. */
export const unusedKeys = (values: PlainMap, templates: readonly Template[]): readonly string[] => {
  const used = usedPaths(templates)
  const withParents = (path: string) => path.split('.').map((_, index, keys) => keys.slice(0, index + 1).join('.'))
  return declaredPaths(values).leaves.filter((leaf) => !withParents(leaf).some((path) => used.has(path)))
}

/** Paths in templates that the values do not have. */
export const undeclaredPaths = (values: PlainMap, templates: readonly Template[]): readonly string[] => {
  const { maps, leaves } = declaredPaths(values)
  const declared = new Set([...maps, ...leaves])
  return [...usedPaths(templates)].filter((path) => !declared.has(path))
}
