import type { IResourceQuota } from 'kubernetes-models/v1'
import {
  add,
  each,
  entries,
  eq,
  ifElse,
  keyed,
  memberOf,
  named,
  ne,
  resourceWhen,
  sumOf,
  text,
} from '../../helm/index.js'
import { platformMeta } from '../kinds/metadata.js'
import { bytes } from '../kinds/quantities.js'
import { values } from '../values/index.js'
import { claimedStorage, components, containers, need, number, quantity } from './capacity.js'

const { quota } = values

const isExplicit = eq(quota.mode, 'explicit')
const facts = {
  components: named('components', components()),
  containers: named('containers', containers()),
  count: 'peak',
} as const

/** What the platform needs at its largest scale, and headroom for others. */
const peak = each(['requests', 'limits'], (of) =>
  each(['cpu', 'memory'], (amount) => {
    const headroom = number({ amount, quantity: memberOf(memberOf(quota.headroom, of), amount) })
    const total = named('total', add(need({ ...facts, of, amount }), headroom))
    const explicit = memberOf(memberOf(quota.explicit, of), amount)
    return keyed(text`${of}.${amount}`, ifElse(isExplicit, explicit, quantity({ amount, number: total })))
  }),
)

const storage = quantity({
  amount: 'memory',
  number: add(claimedStorage(), bytes({ quantity: quota.headroom.storage })),
})

const pods = sumOf(
  'pods',
  entries(facts.components, (_name, component) => component.peak),
)

/** What the namespace may use: what the platform needs at its largest scale, or the numbers of the platform team. */
export const resourceQuota = resourceWhen<IResourceQuota>(ne(quota.mode, 'none'), {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: platformMeta('quota'),
  spec: {
    hard: {
      ...peak,
      ...ifElse(
        isExplicit,
        { 'requests.storage': quota.explicit.storage },
        { 'requests.storage': storage, pods: text`${add(pods, quota.headroom.pods)}` },
      ),
      'services.loadbalancers': text`${quota.loadBalancers}`,
    },
  },
})
