export { type Assertion, assert, type Rules } from './builder/assertion.js'
export { checksum } from './builder/checksum.js'
export { ifElse, match, present, when } from './builder/conditional.js'
export { env, type FixedEnv, type UserEnv } from './builder/env.js'
export { filled } from './builder/filled.js'
export { allOf, anyOf, countOf, greatestOf, sumOf, type Terms } from './builder/fold.js'
export { type Helper, helper, type Structure, structure } from './builder/helper.js'
export { type HookOptions, hook } from './builder/hook.js'
export { keyed } from './builder/keyed.js'
export { each, entries, spread } from './builder/loop.js'
export { type MergeParts, merge } from './builder/merge.js'
export { passthrough } from './builder/passthrough.js'
export { quantities } from './builder/quantities.js'
export { Resource, resource, resourceWhen, type Template } from './builder/resource.js'
export { type Arguments, listOf, mapOf, oneOf, type Shape } from './builder/shape.js'
export { configText, lines, type TextBlock } from './builder/text-block.js'
export { type CompiledChart, compileChart } from './chart/compile.js'
export { type ChartDefinition, type ChartMetadata, type ChartSource, defineChart } from './chart/definition.js'
export { type Explanation, explain, formatExplanation } from './chart/explain.js'
export { printChart, printTemplates } from './chart/print-chart.js'
export { InvalidValuesError, type RenderInput, renderChart } from './chart/render-chart.js'
export { InvalidInputError } from './chart/render-input.js'
export { printValuesReference } from './chart/values-reference.js'
export type { Problem, RenderedObject, Rendering } from './evaluator/chart-evaluator.js'
export type { Expr, Given, Ref, Scalar } from './expression/expr.js'
export { named } from './expression/named.js'
export { capabilities, chartInfo, release, valuesOf } from './expression/references.js'
export { text } from './expression/text.js'
export { hasApi, versionAtLeast } from './function/cluster.js'
export { and, eq, ge, gt, isEmpty, isSet, le, lt, ne, nonEmpty, not, or, orElse } from './function/logic.js'
export { entryOf, hasKey, len, memberOf, mergeMaps, omit } from './function/maps.js'
export { add, ceilDivide, div, max, min, mul, scaled, sub } from './function/numbers.js'
export {
  contains,
  hasPrefix,
  hasSuffix,
  ifEmpty,
  join,
  json,
  lower,
  matches,
  replace,
  sha256,
  trimSuffix,
  trunc,
} from './function/strings.js'
export type { PlainMap } from './go/semantics.js'
export type { Frozen, Lift, LiftItem, LiftObject } from './lift/lift.js'
export type { Absent, Keyed, Omittable, Several, Spread } from './lift/placeholder.js'
export { BuildError, BuildErrors } from './node/build-error.js'
export type { PrintOptions } from './printer/chart-printer.js'
export { generateSchema, type SchemaSource } from './schema/generate.js'
export type { JsonSchema } from './schema/json-schema.js'
export { asOverrides } from './schema/post-process.js'
export { validateValues } from './schema/validate.js'
export { coalesceValues, type HelmVersion, mergeValues } from './values/coalesce-values.js'
export { helmYaml, portableYaml } from './values/helm-yaml.js'
export { parseSet } from './values/set-values.js'
