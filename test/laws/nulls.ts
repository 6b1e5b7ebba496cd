/** The paths of everything in a value that is null. */
export const nullsIn = (value: unknown, path = ''): readonly string[] => {
  if (value === null) return [path]
  if (typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => nullsIn(inner, path === '' ? key : `${path}.${key}`))
}
