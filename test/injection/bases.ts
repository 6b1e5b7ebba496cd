import { mergeValues, type PlainMap } from '../../src/helm/index.js'
import { cachePasswords, databasePasswords, mlflowPasswords } from '../laws/passwords.js'
import { combinations } from '../support/combinations.js'

const everything = mergeValues(
  combinations['everything optional on'] as PlainMap,
  combinations['edge through an ingress with TLS'] as PlainMap,
)

/** What those leave off: stores and a priority class of others, routes of a Gateway. */
const elsewhere = mergeValues(combinations['stores outside the release'] as PlainMap, {
  edge: { mode: 'httpRoute', uiHost: 'ui.example.com', apiHost: 'api.example.com', gateway: { name: 'public' } },
  networkPolicies: { peers: { gateway: { podLabels: { app: 'gateway' } } } },
  priorityClass: { create: false },
})

/** Secrets that stand in the values, and images of their own registries. */
const development: PlainMap = {
  api: { auth: { keys: { first: 'first-key' } } },
  ui: { session: { cookieSecret: 'x'.repeat(32) }, apiAccess: { key: 'first-key' } },
  database: { passwords: databasePasswords, exporter: { enabled: true } },
  cache: { passwords: cachePasswords, exporter: { enabled: true } },
  mlflow: { passwords: mlflowPasswords },
}

/** Values of which at least one lets a text reach an object, for every text that users can write. */
export const bases: readonly PlainMap[] = [everything, elsewhere, development]
