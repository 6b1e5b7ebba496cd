import { describe, expect, it } from 'vitest'
import { InvalidValuesError, renderChart } from '../../../src/helm/index.js'
import { sampleChart } from '../../support/sample-chart.js'

describe('values that a chart refuses', () => {
  it('because its schema does: every violation, in the message and as a list', () => {
    const render = () => renderChart(sampleChart({}), { overrides: { count: -1, mode: 'four' } })
    const violations = ['count: must be >= 0, but is -1', 'mode: must be one of one, two, three, but is "four"']
    expect(render).toThrow(InvalidValuesError)
    expect(render).toThrow(expect.objectContaining({ violations }))
    expect(render).toThrow(
      expect.toSatisfy(
        (error) =>
          String(error) ===
          `InvalidValuesError: the values do not fit the chart:\n- ${violations[0]}\n- ${violations[1]}`,
      ),
    )
  })

  it('because Helm would change them: what it is, and what to do instead', () => {
    const { problems } = renderChart(sampleChart({}), { overrides: { text: '<no value>' } })
    expect(problems).toEqual([
      expect.objectContaining({
        key: 'values',
        problem:
          "hold '<no value>' or the key '<<', or bytes, a control character or a line separator (U+2028) that YAML cannot carry.",
        example: 'write it in another way, or keep it in a Secret or ConfigMap of your own',
      }),
    ])
  })
})
