import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CompiledChart, compileChart, generateSchema, type JsonSchema } from '../helm/index.js'
import { platformChart } from '../platform/chart.js'

/** The folder of slipway's package.json, in a checkout as well as in an installed package. */
export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const printOptions = { sourceRoot: projectFolder, buildCommand: 'npm run build' } as const

const valuesFile = join(projectFolder, 'src/platform/values/values.ts')

/** The schema of the platform's values: from the types in a checkout, from the chart in an installed package. */
export const platformSchema = (): JsonSchema => {
  if (!existsSync(valuesFile)) {
    return JSON.parse(readFileSync(join(projectFolder, 'chart/values.schema.json'), 'utf8')) as JsonSchema
  }
  return generateSchema({ file: valuesFile, type: 'Values', cacheFolder: join(projectFolder, '.cache') })
}

/** The platform's chart, checked against the schema of its values. */
export const compilePlatform = (): CompiledChart => compileChart(platformChart, platformSchema())
