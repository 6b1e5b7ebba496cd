import { type Assertion, and, assert, gt, named, text } from '../../helm/index.js'
import { namedParts } from '../components/index.js'
import { conditionsOf, variableName } from '../kinds/part.js'
import { bytes, cpuMillis } from '../kinds/quantities.js'
import { values } from '../values/index.js'

const { limitRange } = values

const containers = namedParts.flatMap(([, part]) => part.containers.map((container) => ({ part, container })))

const isShared = (key: string): boolean => containers.filter(({ container }) => container.key === key).length > 1

/** What asks for resources, and when it is there; values that several parts share must always be right. */
const consumers = [
  ...new Map(
    containers.map(({ part, container }) => [
      container.key,
      {
        key: `${container.key}.resources`,
        name: variableName(container.key),
        conditions: isShared(container.key) ? [] : conditionsOf(part, container),
        of: container.resources,
      },
    ]),
  ).values(),
  { key: 'limitRange.defaults', name: 'stray', conditions: [limitRange.enabled], of: limitRange.defaults },
]

/** Amounts of a resource, comparable as numbers, with a name for the printed variable. */
const measures = [
  { amount: 'cpu', measure: cpuMillis, label: 'Cpu' },
  { amount: 'memory', measure: bytes, label: 'Memory' },
  { amount: 'ephemeral-storage', measure: bytes, label: 'Storage' },
] as const

/** Requests fit their limits, and limits the most that one container may use. */
export const resourceRules: readonly Assertion[] = consumers.flatMap(({ name, key, conditions, of }) => {
  const requests = named(`${name}Requests`, of.requests)
  const limits = named(`${name}Limits`, of.limits)
  return measures.flatMap(({ amount, measure, label }): Assertion[] => {
    const request = named(`${name}${label}Request`, measure({ quantity: requests[amount] }))
    const limit = named(`${name}${label}Limit`, measure({ quantity: limits[amount] }))
    const maximum = named(`max${label}`, measure({ quantity: limitRange.max[amount] }))
    return [
      assert({
        key: `${key}.requests.${amount}`,
        refuseWhen: and(...conditions, gt(request, limit)),
        problem: text`is ${requests[amount]}, more than ${key}.limits.${amount}.`,
        example: text`${amount}: ${limits[amount]}`,
      }),
      assert({
        key: `${key}.limits.${amount}`,
        refuseWhen: and(...conditions, limitRange.enabled, gt(limit, maximum)),
        problem: text`is ${limits[amount]}, more than limitRange.max.${amount}.`,
        example: text`limitRange.max.${amount}: ${limits[amount]}`,
      }),
    ]
  })
})
