import { createRequire } from 'node:module'
import type TypeScript from 'typescript-api'

export type { TypeScript }

const require = createRequire(import.meta.url)
let loaded: typeof TypeScript | undefined

/**
 * The TypeScript that ts-json-schema-generator brings, whatever compiler the author has: what reads the types is what makes
 * the schema. Loaded late, as it takes a quarter of a second and most runs find their schema in the cache.
 */
export const typescript = (): typeof TypeScript => {
  loaded ??= createRequire(require.resolve('ts-json-schema-generator/package.json'))('typescript') as typeof TypeScript
  return loaded
}
