import { clusterFunctions } from './cluster.js'
import type { FunctionDefinition } from './definition.js'
import { logicFunctions } from './logic.js'
import { mapFunctions } from './maps.js'
import { numberFunctions } from './numbers.js'
import { stringFunctions } from './strings.js'

/**
 * Every function that a template may call, once: type, printed form, meaning. Functions whose result differs between two
 * renders (`now`, `rand*`, `uuidv4`, `genCA`, `lookup` of the cluster, `env`, `tpl`) have no place here.
 */
export const functions = {
  ...logicFunctions,
  ...stringFunctions,
  ...numberFunctions,
  ...mapFunctions,
  ...clusterFunctions,
} satisfies Record<string, FunctionDefinition>

export type FunctionName = keyof typeof functions
