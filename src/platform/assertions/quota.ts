import { and, assert, countOf, each, eq, gt, lt, memberOf, named, ne, text, when } from '../../helm/index.js'
import { bytes } from '../kinds/quantities.js'
import { fewestPods } from '../kinds/workload.js'
import { claimedStorage, components, containers, need, number, quantity } from '../policies/capacity.js'
import { type ServingName, serving } from '../topology.js'
import { values } from '../values/index.js'

const { quota } = values

const loadBalancers = countOf(
  'loadBalancers',
  each(Object.keys(serving) as ServingName[], (name) =>
    when(eq(memberOf(values, name).service.type, 'LoadBalancer'), name),
  ),
)

const loadBalancerRule = assert({
  key: 'quota.loadBalancers',
  refuseWhen: and(ne(quota.mode, 'none'), gt(loadBalancers, quota.loadBalancers)),
  problem: text`is ${quota.loadBalancers}, but the Services of type LoadBalancer need ${loadBalancers}.`,
  example: text`loadBalancers: ${loadBalancers}`,
})

const storage = named('claimedStorage', claimedStorage())
const enough = quantity({ amount: 'memory', number: storage })

const storageRule = assert({
  key: 'quota.explicit.storage',
  refuseWhen: and(eq(quota.mode, 'explicit'), lt(bytes({ quantity: quota.explicit.storage }), storage)),
  problem: text`is ${quota.explicit.storage}, but the volumes of the release need ${enough}.`,
  example: text`storage: ${enough}`,
})

const facts = {
  components: named('components', components()),
  containers: named('containers', containers()),
  count: 'fewest',
} as const
const scale = text`${fewestPods('api')} api pods, ${fewestPods('ui')} ui pods and the stores of the release`

const amountRules = each(['requests', 'limits'], (of) =>
  each(['cpu', 'memory'], (amount) => {
    const allowed = memberOf(memberOf(quota.explicit, of), amount)
    const needed = named('needed', need({ ...facts, of, amount }))
    const enough = quantity({ amount, number: needed })
    return assert({
      key: text`quota.explicit.${of}.${amount}`,
      refuseWhen: lt(number({ amount, quantity: allowed }), needed),
      problem: text`is ${allowed}, but ${scale} need ${enough} at their smallest scale.`,
      example: text`${amount}: ${enough}`,
    })
  }),
)

/** The quota has room for what the values ask for. */
export const quotaRules = [loadBalancerRule, storageRule, when(eq(quota.mode, 'explicit'), amountRules)]
