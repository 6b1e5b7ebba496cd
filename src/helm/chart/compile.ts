import { ChartEvaluator } from '../evaluator/chart-evaluator.js'
import { BuildErrors } from '../node/build-error.js'
import type { JsonSchema } from '../schema/json-schema.js'
import { validateValues } from '../schema/validate.js'
import { valueTypeOf } from '../schema/value-types.js'
import { checkChart, singleObjects } from '../transform/check.js'
import { checkSpreads } from '../transform/check-spreads.js'
import { Types } from '../transform/types.js'
import { checkNames } from './check-names.js'
import type { ChartDefinition } from './definition.js'

/** A chart that passed all checks of the build. */
export interface CompiledChart {
  readonly definition: ChartDefinition
  readonly schema: JsonSchema
  readonly types: Types
  /** File of each object below `templates/`. */
  readonly paths: ReadonlyMap<object, string>
  readonly evaluator: ChartEvaluator
}

/** @throws BuildErrors with every mistake of the chart's source, each with its TypeScript position. */
export const compileChart = (definition: ChartDefinition, schema: JsonSchema): CompiledChart => {
  const types = new Types(valueTypeOf(schema))
  const chart = checkChart(definition, types)
  // Only where everything has a type can its fields be counted.
  const fields = chart.length > 0 ? [] : checkSpreads(definition, types)
  const mistakes = [...checkNames(definition), ...chart, ...fields].map(({ message }) => message)
  const violations = validateValues(definition.defaults, schema).map((sentence) => `defaults: ${sentence}`)
  if (mistakes.length + violations.length > 0) throw new BuildErrors([...mistakes, ...violations])
  const paths = new Map(
    Object.entries(definition.templates).flatMap(([name, nodes]) =>
      nodes.flatMap(singleObjects).map((object) => [object, `${name}.yaml`] as const),
    ),
  )
  return { definition, schema, types, paths, evaluator: new ChartEvaluator(definition, types) }
}
