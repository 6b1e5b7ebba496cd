import {
  ceilDivide,
  each,
  entries,
  eq,
  helper,
  ifElse,
  memberOf,
  mul,
  oneOf,
  structure,
  sumOf,
  text,
  when,
} from '../../helm/index.js'
import { namedComponents } from '../components/index.js'
import { allConditions } from '../kinds/all-conditions.js'
import { bytes, cpuMillis } from '../kinds/quantities.js'
import { type ImageValues, type ResourceValues, values } from '../values/index.js'

const { limitRange } = values

/** A container as the values describe it. */
interface Container {
  /** Path of its amounts in the values. */
  readonly at: string
  /** Whether a pod of the release has it. Values that several components share must always be right. */
  readonly exists: boolean
  readonly resources: ResourceValues
  /** Absent when it runs the image of another container. */
  readonly image?: ImageValues
}

/** How many pods of a component there are, and what is in each. */
interface Pods {
  /** Pods that run all the time at the smallest scale. */
  readonly fewest: number
  /** Pods at the same time at most, those that drain in a rollout included. */
  readonly peak: number
  /** Its containers, by their key among `slipway.containers`. */
  readonly containers: readonly string[]
}

const described = namedComponents.flatMap(([, component]) =>
  component.containers.map((container) => ({ component, container })),
)
const isShared = (key: string): boolean => described.filter(({ container }) => container.key === key).length > 1

/** Every container that asks for resources, and what containers get that ask for nothing. */
export const containers = helper('slipway.containers', {
  doc: 'Every container: where its amounts stand in the values, whether a pod has it, its resources and its image.',
  returns: structure<Record<string, Container>>(),
  body: () => ({
    ...Object.fromEntries(
      described.map(({ component, container: { key, exists, resources, image } }) => [
        key,
        {
          at: `${key}.resources`,
          exists: (isShared(key) ? undefined : allConditions(component.exists, exists)) ?? true,
          resources,
          ...(image !== undefined && { image }),
        },
      ]),
    ),
    'limitRange.defaults': {
      at: 'limitRange.defaults',
      exists: limitRange.enabled,
      resources: limitRange.defaults,
    },
  }),
})

/** Every component of the release. */
export const components = helper('slipway.components', {
  doc: 'Every component: how many of its pods run all the time, how many there are at the peak of a rollout, and their containers.',
  returns: structure<Record<string, Pods>>(),
  body: () =>
    Object.fromEntries(
      namedComponents.map(([name, component]) => {
        const pods = {
          fewest: component.fewestPods,
          peak: component.peakPods,
          containers: component.containers.map(({ key, exists }) => (exists === undefined ? key : when(exists, key))),
        }
        return [name, component.exists === undefined ? pods : when(component.exists, pods)]
      }),
    ),
})

const amount = oneOf('cpu', 'memory', 'ephemeral-storage')

/** A quantity as an integer that can be compared and added. */
export const number = helper('slipway.number', {
  doc: 'CPU in thousandths, or bytes.',
  parameters: { amount, quantity: 'string' },
  returns: 'integer',
  body: ({ amount, quantity }) => ifElse(eq(amount, 'cpu'), cpuMillis({ quantity }), bytes({ quantity })),
})

/** The opposite of `slipway.number`, for the two amounts that a quota has. */
export const quantity = helper('slipway.quantity', {
  doc: 'Thousandths of a CPU, or bytes, as a quantity.',
  parameters: { amount, number: 'integer' },
  returns: 'text',
  body: ({ amount, number }) => ifElse(eq(amount, 'cpu'), text`${number}m`, text`${ceilDivide(number, 2 ** 20)}Mi`),
})

/** What all pods together ask for. */
export const need = helper('slipway.need', {
  doc: 'What all pods together ask for at their "fewest" or at their "peak", as in slipway.number.',
  parameters: {
    components: components(),
    containers: containers(),
    count: oneOf('fewest', 'peak'),
    of: oneOf('requests', 'limits'),
    amount,
  },
  returns: 'integer',
  body: ({ components, containers, count, of, amount }) =>
    sumOf(
      'need',
      entries(components, (_name, component) =>
        each(component.containers, (key) =>
          mul(
            memberOf(component, count),
            number({ amount, quantity: memberOf(memberOf(memberOf(containers, key).resources, of), amount) }),
          ),
        ),
      ),
    ),
})

/** What the volume claims of all pods together ask for. */
export const claimedStorage = helper('slipway.claimedStorage', {
  doc: 'Bytes that the volume claims of the release ask for.',
  returns: 'integer',
  body: () =>
    sumOf(
      'bytes',
      namedComponents.flatMap(([, component]) =>
        component.claims.map(({ exists, storage }) => {
          const condition = allConditions(component.exists, exists)
          const size = bytes({ quantity: storage.size })
          return condition === undefined ? size : when(condition, size)
        }),
      ),
    ),
})

export const capacityHelpers = [containers, components, need, claimedStorage]
