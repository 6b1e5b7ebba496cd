import { stringify } from 'yaml'
import { InvalidValuesError, portableYaml, type RenderInput, type Rendering, renderChart } from '../helm/index.js'
import { compilePlatform } from './project.js'
import { UserError } from './user-error.js'
import { readValues, type ValuesInput } from './values-input.js'

export interface RenderOptions extends ValuesInput {
  readonly namespace?: string
  readonly kubeVersion?: string
  readonly notes?: boolean
}

/** @throws UserError with every violation of the schema, or every broken rule with its place in the source. */
export const renderPlatform = (releaseName: string, options: RenderOptions): Rendering => {
  const input: RenderInput = {
    releaseName,
    overrides: readValues(options),
    ...(options.namespace !== undefined && { namespace: options.namespace }),
    ...(options.kubeVersion !== undefined && { kubeVersion: options.kubeVersion }),
  }
  const rendering = renderOrExplain(input)
  if (rendering.problems.length === 0) return rendering
  const sentences = rendering.problems.map(
    ({ key, problem, example, position }) => `- ${key}: ${problem} For example: ${example}\n  (${position})`,
  )
  throw new UserError(`slipway cannot be installed with these values:\n${sentences.join('\n')}`)
}

const renderOrExplain = (input: RenderInput): Rendering => {
  try {
    return renderChart(compilePlatform(), input)
  } catch (error) {
    throw error instanceof InvalidValuesError ? new UserError(error.message) : error
  }
}

/** The objects as YAML documents, each with its template in front, as `helm template` prints them. */
export const render = (releaseName: string, options: RenderOptions): void => {
  const { objects, notes } = renderPlatform(releaseName, options)
  for (const { template, object } of objects) {
    const yaml = stringify(object, { ...portableYaml, lineWidth: 0, aliasDuplicateObjects: false })
    process.stdout.write(`---\n# Source: slipway/templates/${template}.yaml\n${yaml}`)
  }
  if (options.notes === true) process.stderr.write(`\n${notes}`)
}
