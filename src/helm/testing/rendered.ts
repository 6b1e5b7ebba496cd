import type { CompiledChart } from '../chart/compile.js'
import { type RenderInput, renderChart } from '../chart/render-chart.js'
import type { PlainMap } from '../go/semantics.js'

/**
 * The object of one template, such as `web/deployment`.
 *
 * @throws Error when rules refuse the values, or the template gives no object or several; InvalidValuesError when the schema does.
 */
export const objectOf = (
  chart: CompiledChart,
  template: string,
  overrides: PlainMap = {},
  input: RenderInput = {},
): PlainMap => {
  const [object, ...others] = objectsOf(chart, template, overrides, input)
  if (object !== undefined && others.length === 0) return object
  if (object !== undefined) throw new Error(`'${template}' makes ${others.length + 1} objects: use objectsOf`)
  const { objects } = renderChart(chart, { ...input, overrides })
  const rendered = [...new Set(objects.map((candidate) => candidate.template))].join(', ')
  throw new Error(`no object '${template}' with these values; there are: ${rendered}`)
}

/**
 * All objects of one template, as those of a loop, in their order.
 *
 * @throws Error when rules refuse the values; InvalidValuesError when the schema does.
 */
export const objectsOf = (
  chart: CompiledChart,
  template: string,
  overrides: PlainMap = {},
  input: RenderInput = {},
): readonly PlainMap[] => {
  const { objects, problems } = renderChart(chart, { ...input, overrides })
  if (problems.length > 0) {
    throw new Error(problems.map(({ key, problem }) => `the values break a rule: ${key}: ${problem}`).join('\n'))
  }
  return objects.filter((candidate) => candidate.template === template).map(({ object }) => object)
}
