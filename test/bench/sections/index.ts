import type { Section } from '../outcome.js'
import { componentGrowth } from './component-growth.js'
import { growth } from './growth.js'
import { helmTemplates } from './helm-template.js'
import { releaseSize } from './release-size.js'
import { renders } from './renders.js'
import { sourceToChart } from './source-to-chart.js'
import { typeCheck } from './type-check.js'

/** In the order of the page. */
export const sections: readonly Section[] = [
  sourceToChart,
  typeCheck,
  renders,
  helmTemplates,
  growth,
  componentGrowth,
  releaseSize,
]
