import type { Expr } from '../expression/expr.js'
import { scaled } from '../function/numbers.js'
import { hasSuffix, trimSuffix } from '../function/strings.js'
import { ifElse } from './conditional.js'
import { helper } from './helper.js'

/** Suffixes of Kubernetes memory quantities and their factors, the longer ones first. */
const memoryFactors = [
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
] as const

/**
 * Arithmetic over Kubernetes quantities. The two conversions are named templates, `<chart>.cpuMillis` and
 * `<chart>.bytes`: list their `helper` among the helpers of the chart.
 */
export const quantities = (chartName: string) => ({
  /** A CPU quantity (`500m`, `1.5`; at most three decimals) in thousandths of a CPU. */
  cpuMillis: helper(`${chartName}.cpuMillis`, {
    doc: 'A CPU quantity such as "500m" or "1.5" in thousandths of a CPU.',
    parameters: { quantity: 'string' },
    returns: 'integer',
    body: ({ quantity }) =>
      ifElse(hasSuffix(quantity, 'm'), scaled(trimSuffix(quantity, 'm'), 1), scaled(quantity, 1000)),
  }),
  /** A memory or storage quantity (`4Gi`, `512M`; at most three decimals, no `m`) in bytes. */
  bytes: helper(`${chartName}.bytes`, {
    doc: 'A memory or storage quantity such as "4Gi" or "512M" in bytes.',
    parameters: { quantity: 'string' },
    returns: 'integer',
    body: ({ quantity }) =>
      memoryFactors.reduceRight<Expr<number>>(
        (otherwise, [suffix, factor]) =>
          ifElse(hasSuffix(quantity, suffix), scaled(trimSuffix(quantity, suffix), factor), otherwise),
        scaled(quantity, 1),
      ),
  }),
})
