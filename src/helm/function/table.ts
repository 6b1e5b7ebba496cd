import * as cluster from './cluster.js'
import type { FunctionDefinition, TemplateFunction } from './definition.js'
import * as logic from './logic.js'
import * as maps from './maps.js'
import * as numbers from './numbers.js'
import * as strings from './strings.js'

const isTemplateFunction = (exported: unknown): exported is TemplateFunction =>
  typeof exported === 'function' && 'functionName' in exported

/**
 * Every function that a template may call, by its name. Functions whose result differs between two renders (`now`, `rand*`,
 * `uuidv4`, `genCA`, `lookup` of the cluster, `env`, `tpl`) have no place here.
 */
export const functions: Readonly<Record<string, FunctionDefinition>> = Object.fromEntries(
  [logic, strings, numbers, maps, cluster]
    .flatMap((file) => Object.values<unknown>(file))
    .filter(isTemplateFunction)
    .map(({ functionName, definition }) => [functionName, definition]),
)

/** What a call node means. */
export const definitionOf = (name: string): FunctionDefinition => functions[name] as FunctionDefinition
