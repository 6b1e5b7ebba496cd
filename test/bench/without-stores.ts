import type { PlainMap } from '../../src/helm/index.js'

/** The hand-written chart has what serves, as others write it: no database, cache or registry, and no Jobs for them. */
export const withoutStores: PlainMap = {
  database: { mode: 'none' },
  cache: { mode: 'none' },
  mlflow: { mode: 'none' },
  migrate: { enabled: false },
  firstModel: { enabled: false },
}
