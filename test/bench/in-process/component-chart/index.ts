import { defineChart, lines } from '../../../../src/helm/index.js'
import { type GrowingChart, metadata, numbered } from '../growing-chart.js'
import { checksOfAll } from './checks.js'
import { type Component, checksOf, templatesOf } from './component.js'
import { factsOf } from './facts.js'
import { sharedHelpers } from './helpers.js'
import { quotaOf } from './quota.js'
import { type ComponentsValues, defaultsOf, schemaOf } from './values.js'

/** Each calls the one before it. */
const componentsOf = (size: number): readonly Component[] => {
  const names = numbered('c', size)
  return names.map((name, index) => ({ name, calls: names[index - 1], calledBy: names[index + 1] }))
}

/** Components as the platform has them: objects, connections, facts and rules, and what is made of the facts of all. */
export const componentChart: GrowingChart = {
  schema: (size) => schemaOf(numbered('c', size)),
  definition: (size) => {
    const components = componentsOf(size)
    const names = components.map(({ name }) => name)
    const facts = factsOf(names)
    const quota = quotaOf(facts)
    return defineChart<ComponentsValues>({
      metadata,
      defaults: defaultsOf(names),
      templates: {
        ...Object.fromEntries(
          components.flatMap((component) =>
            Object.entries(templatesOf(component)).map(([file, template]) => [`${component.name}/${file}`, template]),
          ),
        ),
        'platform/quota': quota.template,
      },
      helpers: { _shared: sharedHelpers, _capacity: [facts, ...quota.helpers] },
      assertions: {
        ...Object.fromEntries(components.map((component) => [`${component.name}/_checks`, checksOf(component)])),
        _checks: checksOfAll(names, facts),
      },
      notes: lines`Installed.`,
    })
  },
  // A Deployment, a Service, a ServiceAccount and a NetworkPolicy each, and the quota.
  objects: (size) => 4 * size + 1,
}
