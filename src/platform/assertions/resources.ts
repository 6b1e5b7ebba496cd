import { assert, each, entries, gt, memberOf, named, text, when } from '../../helm/index.js'
import { containers, number } from '../policies/capacity.js'
import { values } from '../values/index.js'

const { limitRange } = values

/** Requests fit their limits, and limits the most that one container may use. */
export const resourceRules = entries(containers(), (_key, container) =>
  when(
    container.exists,
    each(['cpu', 'memory', 'ephemeral-storage'], (amount) => {
      const request = memberOf(container.resources.requests, amount)
      const limit = memberOf(container.resources.limits, amount)
      const most = memberOf(limitRange.max, amount)
      return [
        assert({
          key: text`${container.at}.requests.${amount}`,
          refuseWhen: gt(number({ amount, quantity: request }), number({ amount, quantity: limit })),
          problem: text`is ${request}, more than ${container.at}.limits.${amount}.`,
          example: text`${amount}: ${limit}`,
        }),
        when(
          limitRange.enabled,
          assert({
            key: text`${container.at}.limits.${amount}`,
            refuseWhen: gt(number({ amount, quantity: limit }), named('most', number({ amount, quantity: most }))),
            problem: text`is ${limit}, more than limitRange.max.${amount}.`,
            example: text`limitRange.max.${amount}: ${limit}`,
          }),
        ),
      ]
    }),
  ),
)
