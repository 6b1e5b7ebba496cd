import { and, assert, each, entries, gt, lt, memberOf, type Rules, text } from '../../../../src/helm/index.js'
import type { FactTable } from './facts.js'
import { number } from './helpers.js'
import { type ComponentName, values } from './values.js'

/** Requests fit their limits, and limits the most that one container may use. */
const resourceChecks = (facts: FactTable) =>
  entries(facts(), (_name, { at, resources }) =>
    each(['cpu', 'memory'], (amount) => {
      const request = memberOf(resources.requests, amount)
      const limit = memberOf(resources.limits, amount)
      const most = memberOf(values.largest, amount)
      return [
        assert({
          key: text`${at}.requests.${amount}`,
          refuseWhen: gt(number({ amount, quantity: request }), number({ amount, quantity: limit })),
          problem: text`is ${request}, more than ${at}.limits.${amount}.`,
          example: text`${amount}: ${limit}`,
        }),
        assert({
          key: text`${at}.limits.${amount}`,
          refuseWhen: gt(number({ amount, quantity: limit }), number({ amount, quantity: most })),
          problem: text`is ${limit}, more than largest.${amount}.`,
          example: text`${amount}: ${most}`,
        }),
      ]
    }),
  )

const portChecks = (names: readonly ComponentName[]) =>
  each(names, (name) => {
    const { enabled, port } = memberOf(values.components, name)
    return assert({
      key: text`components.${name}.port`,
      refuseWhen: and(enabled, lt(port, 1024)),
      problem: text`is ${port}, a port of the system.`,
      example: 'port: 8080',
    })
  })

/** Rules that hold for every component, written once. */
export const checksOfAll = (names: readonly ComponentName[], facts: FactTable): Rules => [
  resourceChecks(facts),
  portChecks(names),
]
