import { compileChart, InvalidValuesError, renderChart } from '../../helm/index.js'
import { type ListedSecret, secretsChart } from '../../platform/secrets.js'
import { platformSchema } from '../project.js'
import type { RenderOptions } from '../render.js'
import { UserError } from '../user-error.js'
import { readValues } from '../values-input.js'

/**
 * The Secrets that a release with these values needs to find.
 *
 * @throws UserError when the schema refuses the values.
 */
export const listSecrets = (releaseName: string, options: RenderOptions): readonly ListedSecret[] => {
  try {
    const { objects: rendered } = renderChart(compileChart(secretsChart, platformSchema()), {
      releaseName,
      overrides: readValues(options),
      ...(options.namespace !== undefined && { namespace: options.namespace }),
    })
    return merged(rendered.flatMap(({ object }) => (object as { secrets?: readonly ListedSecret[] }).secrets ?? []))
  } catch (error) {
    throw error instanceof InvalidValuesError ? new UserError(error.message) : error
  }
}

/** Two values may name one Secret: it holds the entries of both. */
const merged = (secrets: readonly ListedSecret[]): readonly ListedSecret[] => {
  const byName = new Map<string, ListedSecret>()
  for (const secret of secrets) {
    const { value, entries } = byName.get(secret.name) ?? { value: secret.value, entries: [] }
    byName.set(secret.name, {
      value: value.split(', ').includes(secret.value) ? value : `${value}, ${secret.value}`,
      name: secret.name,
      entries: [...entries, ...secret.entries.filter(({ key }) => !entries.some((one) => one.key === key))],
    })
  }
  return [...byName.values()]
}
