import { stringify } from 'yaml'
import { portableYaml } from '../values/helm-yaml.js'
import type { ChartMetadata } from './definition.js'

/** `Chart.yaml`. */
export const printChartYaml = (metadata: ChartMetadata): string =>
  stringify({ apiVersion: 'v2', type: 'application', ...metadata }, { ...portableYaml, lineWidth: 0 })

/** `.helmignore`: what is not part of the packaged chart. */
export const helmIgnore = `# Patterns as in .gitignore; these files stay out of the packaged chart.
.DS_Store
.git/
.gitignore
.helmignore
*.orig
*.swp
*.tgz
*.tmp
/tests/
`
