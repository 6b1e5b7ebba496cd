import { ceilDivide, type Expr, iff, named, product, quantities, type Ref, sum, text } from '../../helm/index.js'
import { namedParts, partsIn } from '../components/index.js'
import { type ContainerFacts, type Part, variableName } from '../kinds/part.js'
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

const groups = (['serving', 'data', 'task'] as const).filter((group) => partsIn(group).length > 0)

const capitalized = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

const nameTotal = (name: string, kind: Kind, { cpu, memory }: Total): Total => ({
  cpu: named(`${name}Cpu${capitalized(kind)}`, cpu),
  memory: named(`${name}Memory${capitalized(kind)}`, memory),
})

const amountsIn = (amounts: Amounts): Total => ({
  cpu: cpuMillis({ quantity: amounts.cpu }),
  memory: bytes({ quantity: amounts.memory }),
})

const sumOf = (totals: readonly Total[]): Total => {
  const [only] = totals
  if (totals.length === 1 && only !== undefined) return only
  return { cpu: sum(...totals.map(({ cpu }) => cpu)), memory: sum(...totals.map(({ memory }) => memory)) }
}

/** Pods of a part at the same time at most; none when the values leave it out. */
const peakPods = (name: string, { exists, peakPods: pods }: Part): Expr<number> =>
  named(`${variableName(name)}PeakPods`, exists === undefined ? (pods ?? sum(1)) : iff<number>(exists, pods ?? 1, 0))

const fewestPods = (name: string, exists: Expr<boolean> | undefined, pods: Expr<number>): Expr<number> =>
  exists === undefined ? pods : named(`${variableName(name)}Pods`, iff<number>(exists, pods, 0))

/** The containers of one pod together. */
const onePod = (containers: readonly ContainerFacts[], kind: Kind): Total =>
  sumOf(
    containers.map(({ key, exists, resources }) => {
      const one = nameTotal(`${variableName(key)}Each`, kind, amountsIn(resources[kind]))
      if (exists === undefined) return one
      return { cpu: iff<number>(exists, one.cpu, 0), memory: iff<number>(exists, one.memory, 0) }
    }),
  )

const times = (pods: Expr<number>, { cpu, memory }: Total): Total => ({
  cpu: product(pods, cpu),
  memory: product(pods, memory),
})

const { headroom } = values.quota

/** What the namespace needs at its largest scale, with rollouts, tasks and headroom. */
export const peakNeed = (kind: Kind): Total => {
  const needOf = ([name, part]: readonly [string, Part]) =>
    nameTotal(variableName(name), kind, times(peakPods(name, part), onePod(part.containers, kind)))
  return nameTotal(
    'peak',
    kind,
    sumOf([
      ...groups.map((group) => nameTotal(group, kind, sumOf(partsIn(group).map(needOf)))),
      nameTotal('headroom', kind, amountsIn(headroom[kind])),
    ]),
  )
}

/** Pods of the namespace at that scale. */
export const peakPodCount = (): Expr<number> =>
  sum(
    ...groups.map((group) => named(`${group}Pods`, sum(...partsIn(group).map(([name, part]) => peakPods(name, part))))),
    headroom.pods,
  )

/** What the long-running pods need at their smallest scale, without rollouts. */
export const smallestNeed = (kind: Kind): Total =>
  nameTotal(
    'smallest',
    kind,
    sumOf(
      namedParts.flatMap(([name, { exists, fewestPods: pods, containers }]) =>
        pods === undefined
          ? []
          : nameTotal(
              `${variableName(name)}Smallest`,
              kind,
              times(fewestPods(name, exists, pods), onePod(containers, kind)),
            ),
      ),
    ),
  )

export const asCpu = (millis: Expr<number>): Expr<string> => text`${millis}m`
export const asMemory = (amount: Expr<number>): Expr<string> => text`${ceilDivide(amount, 2 ** 20)}Mi`
