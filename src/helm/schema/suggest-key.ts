/** `; did you mean 'replicas'?` for a key that is nearly one of the known ones, all known keys otherwise. */
export const suggestKey = (unknown: string, known: readonly string[]): string => {
  const similar = known.find((key) => distance(key.toLowerCase(), unknown.toLowerCase()) <= 2)
  if (similar !== undefined) return `; did you mean '${similar}'?`
  return known.length === 0 ? '' : `; known keys are ${known.join(', ')}`
}

/** Levenshtein distance, row by row. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(substituted, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row.at(-1) as number
}
