import { add, ceilDivide, type Expr, ifElse, mul, named, type Ref, text } from '../../helm/index.js'
import { namedParts, partsIn } from '../components/index.js'
import { allOf } from '../kinds/all-of.js'
import { type ContainerFacts, type Part, type PartGroup, variableName } from '../kinds/part.js'
import { bytes, cpuMillis } from '../kinds/quantities.js'
import { values } from '../values/index.js'

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
  return { cpu: add(...totals.map(({ cpu }) => cpu)), memory: add(...totals.map(({ memory }) => memory)) }
}

/** A number of pods; none when the values leave the part out. */
const podsOf = (name: string, exists: Expr<boolean> | undefined, pods: number | Expr<number>): Expr<number> => {
  if (exists !== undefined) return named(name, ifElse(exists, pods, 0))
  return typeof pods === 'number' ? add(pods) : named(name, pods)
}

/** Pods of a part at the same time at most. */
const peakPods = (name: string, { exists, peakPods: pods = 1 }: Part): Expr<number> =>
  podsOf(`${variableName(name)}PeakPods`, exists, pods)

/** The containers of one pod together. */
const onePod = (name: string, containers: readonly ContainerFacts[], kind: Kind): Total => {
  const amounts = containers.map(({ key, exists, resources }) => {
    const one = nameTotal(`${variableName(key)}Each`, kind, amountsIn(resources[kind]))
    if (exists === undefined) return one
    return { cpu: ifElse(exists, one.cpu, 0), memory: ifElse(exists, one.memory, 0) }
  })
  return amounts.length === 1 ? sumOf(amounts) : nameTotal(`${variableName(name)}Pod`, kind, sumOf(amounts))
}

const times = (pods: Expr<number>, { cpu, memory }: Total): Total => ({
  cpu: mul(pods, cpu),
  memory: mul(pods, memory),
})

const { headroom } = values.quota

interface Consumer {
  readonly name: string
  readonly pods: Expr<number>
  readonly containers: readonly ContainerFacts[]
}

/** Parts whose pods are alike, such as the Jobs, count together. */
const consumersIn = (group: PartGroup): readonly Consumer[] => {
  const alike = new Map<string, (typeof namedParts)[number][]>()
  for (const entry of partsIn(group)) {
    const key = entry[1].containers.map((container) => container.key).join()
    alike.set(key, [...(alike.get(key) ?? []), entry])
  }
  return [...alike].map(([key, entries]) => {
    const [[first, { containers }]] = entries as [(typeof namedParts)[number]]
    const pods = entries.map(([name, part]) => peakPods(name, part))
    if (pods.length === 1) return { name: variableName(first), pods: pods[0] as Expr<number>, containers }
    const shared = variableName(key)
    return { name: shared, pods: named(`${shared}PeakPods`, add(...pods)), containers }
  })
}

const consumers = Object.fromEntries(groups.map((group) => [group, consumersIn(group)]))

/** What the namespace needs at its largest scale, with rollouts, tasks and headroom. */
export const peakNeed = (kind: Kind): Total => {
  const needOf = ({ name, pods, containers }: Consumer) =>
    nameTotal(name, kind, times(pods, onePod(name, containers, kind)))
  return nameTotal(
    'peak',
    kind,
    sumOf([
      ...groups.map((group) => nameTotal(group, kind, sumOf((consumers[group] ?? []).map(needOf)))),
      nameTotal('headroom', kind, amountsIn(headroom[kind])),
    ]),
  )
}

/** Pods of the namespace at that scale. */
export const peakPodCount = (): Expr<number> =>
  add(
    ...groups.map((group) => named(`${group}Pods`, add(...partsIn(group).map(([name, part]) => peakPods(name, part))))),
    headroom.pods,
  )

/** Bytes of all volume claims together. */
export const claimedStorage: Expr<number> = named(
  'claimedStorage',
  add(
    ...namedParts.flatMap(([name, part]) =>
      (part.claims ?? []).map((claim) => {
        const claimed = named(`${variableName(name)}Claim`, bytes({ quantity: claim.storage.size }))
        const exists = allOf(part.exists, claim.exists)
        return named(`${variableName(name)}Storage`, exists === undefined ? claimed : ifElse(exists, claimed, 0))
      }),
    ),
  ),
)

/** What the quota allows them: headroom for others, too. */
export const peakStorage: Expr<number> = add(
  claimedStorage,
  named('headroomStorage', bytes({ quantity: headroom.storage })),
)

/** What the long-running pods need at their smallest scale, without rollouts. */
export const smallestNeed = (kind: Kind): Total => {
  const needOf = ([name, { exists, fewestPods, containers }]: (typeof namedParts)[number]): readonly Total[] => {
    if (fewestPods === undefined) return []
    const pods = podsOf(`${variableName(name)}Pods`, exists, fewestPods)
    return [nameTotal(`${variableName(name)}Smallest`, kind, times(pods, onePod(name, containers, kind)))]
  }
  const needs = groups
    .map((group) => ({ group, totals: partsIn(group).flatMap(needOf) }))
    .filter(({ totals }) => totals.length > 0)
  return nameTotal(
    'smallest',
    kind,
    sumOf(needs.map(({ group, totals }) => nameTotal(`${group}Smallest`, kind, sumOf(totals)))),
  )
}

export const asCpu = (millis: Expr<number>): Expr<string> => text`${millis}m`
export const asMemory = (amount: Expr<number>): Expr<string> => text`${ceilDivide(amount, 2 ** 20)}Mi`
