import { add, helper, structure, when } from '../../../../src/helm/index.js'
import { byName } from '../growing-chart.js'
import { type ComponentName, ownValues, type Resources } from './values.js'

/** What is known of a component, wherever all of them are looked at. */
interface Facts {
  /** Path of its amounts in the values. */
  readonly at: string
  /** Pods at the same time at most. */
  readonly peak: number
  readonly resources: Resources
}

/** The table of all components that are there. */
export const factsOf = (names: readonly ComponentName[]) =>
  helper('growth.facts', {
    doc: 'Every component that is there: where its amounts stand in the values, its pods and its resources.',
    returns: structure<Record<string, Facts>>(),
    body: () =>
      byName(names, (name) => {
        const { enabled, replicas, surge, resources } = ownValues(name)
        return when(enabled, { at: `components.${name}.resources`, peak: add(replicas, surge), resources })
      }),
  })

export type FactTable = ReturnType<typeof factsOf>
