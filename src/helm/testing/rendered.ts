import type { CompiledChart } from '../chart/compile.js'
import { type RenderInput, renderChart } from '../chart/render-chart.js'
import type { PlainMap } from '../go/semantics.js'

/**
 * The object of one template, such as `web/deployment`.
 *
 * @throws Error when rules refuse the values or the template gives no object; InvalidValuesError when the schema does.
 */
export const objectOf = (
  chart: CompiledChart,
  template: string,
  overrides: PlainMap = {},
  input: RenderInput = {},
): PlainMap => {
  const { objects, problems } = renderChart(chart, { ...input, overrides })
  if (problems.length > 0) {
    throw new Error(problems.map(({ key, problem }) => `the values break a rule: ${key}: ${problem}`).join('\n'))
  }
  const found = objects.find((candidate) => candidate.template === template)
  if (found !== undefined) return found.object
  const rendered = objects.map((candidate) => candidate.template).join(', ')
  throw new Error(`no object '${template}' with these values; there are: ${rendered}`)
}
