import { ceilDivide, type Expr, iff, named, product, quantities, type Ref, sum, text } from '../../helm/index.js'
import { fewestPods, mostPods, workloadOf } from '../kinds/workload.js'
import { type ComponentName, components } from '../topology.js'
import { values } from '../values/index.js'

export const { cpuMillis, bytes } = quantities('slipway')

export const capacityHelpers = [cpuMillis, bytes]

type Kind = 'requests' | 'limits'
type Amounts = Ref<{ cpu: string; memory: string }>

/** CPU in thousandths, memory in bytes. */
interface Total {
  readonly cpu: Expr<number>
  readonly memory: Expr<number>
}

const componentNames = Object.keys(components) as ComponentName[]

const capitalized = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

/** The named amounts of `pods` pods, or of one place when there is no number. */
const totalOf = (name: string, kind: Kind, amounts: Amounts, pods?: Expr<number>): Total => {
  const times = (one: Expr<number>) => (pods === undefined ? one : product(pods, one))
  return {
    cpu: named(`${name}Cpu${capitalized(kind)}`, times(cpuMillis({ quantity: amounts.cpu }))),
    memory: named(`${name}Memory${capitalized(kind)}`, times(bytes({ quantity: amounts.memory }))),
  }
}

const sumOf = (name: string, kind: Kind, totals: readonly Total[]): Total => ({
  cpu: named(`${name}Cpu${capitalized(kind)}`, sum(...totals.map(({ cpu }) => cpu))),
  memory: named(`${name}Memory${capitalized(kind)}`, sum(...totals.map(({ memory }) => memory))),
})

/**
 * Pods of a component in the middle of a rollout at its largest scale: a pod that drains still counts, so every pod may
 * be there twice, the old one and its successor, besides the surge.
 */
const peakPods = (component: ComponentName): Expr<number> => {
  const { maxSurge } = workloadOf(component).rollout
  return named(`${component}PeakPods`, sum(product(mostPods(component), 2), maxSurge))
}

const smokeTestPods = named('smokeTestPods', iff(values.smokeTest.enabled, 1, 0))

const { headroom } = values.quota

/** What the namespace needs at its largest scale, with rollouts, the test pod and headroom. */
export const peakNeed = (kind: Kind): Total =>
  sumOf('peak', kind, [
    ...componentNames.map((component) =>
      totalOf(component, kind, workloadOf(component).resources[kind], peakPods(component)),
    ),
    totalOf('smokeTest', kind, values.smokeTest.resources[kind], smokeTestPods),
    totalOf('headroom', kind, headroom[kind]),
  ])

/** Pods of the namespace at that scale. */
export const peakPodCount = (): Expr<number> => sum(...componentNames.map(peakPods), smokeTestPods, headroom.pods)

/** What the long-running pods need at their smallest scale, without rollouts. */
export const smallestNeed = (kind: Kind): Total =>
  sumOf(
    'smallest',
    kind,
    componentNames.map((component) =>
      totalOf(`${component}Smallest`, kind, workloadOf(component).resources[kind], fewestPods(component)),
    ),
  )

export const asCpu = (millis: Expr<number>): Expr<string> => text`${millis}m`
export const asMemory = (amount: Expr<number>): Expr<string> => text`${ceilDivide(amount, 2 ** 20)}Mi`
