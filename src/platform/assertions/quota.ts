import { type Assertion, add, and, assert, eq, gt, ifElse, lt, named, ne, text } from '../../helm/index.js'
import { bytes, cpuMillis } from '../kinds/quantities.js'
import { fewestPods, workloadOf } from '../kinds/workload.js'
import { asCpu, asMemory, claimedStorage, smallestNeed } from '../policies/capacity.js'
import { type ServingName, serving } from '../topology.js'
import { values } from '../values/index.js'

const { quota } = values

const loadBalancers = named(
  'loadBalancers',
  add(
    ...(Object.keys(serving) as ServingName[]).map((name) =>
      ifElse(eq(workloadOf(name).service.type, 'LoadBalancer'), 1, 0),
    ),
  ),
)

const loadBalancerRule = assert({
  key: 'quota.loadBalancers',
  refuseWhen: and(ne(quota.mode, 'none'), gt(loadBalancers, quota.loadBalancers)),
  problem: text`is ${quota.loadBalancers}, but the Services of type LoadBalancer need ${loadBalancers}.`,
  example: text`loadBalancers: ${loadBalancers}`,
})

const explicitRules = (kind: 'requests' | 'limits'): readonly Assertion[] => {
  const need = smallestNeed(kind)
  const allowed = quota.explicit[kind]
  const allowedCpu = named(`${kind}CpuQuota`, cpuMillis({ quantity: allowed.cpu }))
  const allowedMemory = named(`${kind}MemoryQuota`, bytes({ quantity: allowed.memory }))
  const isExplicit = eq(quota.mode, 'explicit')
  const scale = named(
    'scale',
    text`${fewestPods('api')} api pods, ${fewestPods('ui')} ui pods and the stores of the release`,
  )
  return [
    assert({
      key: `quota.explicit.${kind}.cpu`,
      refuseWhen: and(isExplicit, lt(allowedCpu, need.cpu)),
      problem: text`is ${allowed.cpu}, but ${scale} need ${asCpu(need.cpu)} at their smallest scale.`,
      example: text`cpu: ${asCpu(need.cpu)}`,
    }),
    assert({
      key: `quota.explicit.${kind}.memory`,
      refuseWhen: and(isExplicit, lt(allowedMemory, need.memory)),
      problem: text`is ${allowed.memory}, but ${scale} need ${asMemory(need.memory)} at their smallest scale.`,
      example: text`memory: ${asMemory(need.memory)}`,
    }),
  ]
}

const allowedStorage = named('storageQuota', bytes({ quantity: quota.explicit.storage }))

const storageRule = assert({
  key: 'quota.explicit.storage',
  refuseWhen: and(eq(quota.mode, 'explicit'), lt(allowedStorage, claimedStorage)),
  problem: text`is ${quota.explicit.storage}, but the volumes of the release need ${asMemory(claimedStorage)}.`,
  example: text`storage: ${asMemory(claimedStorage)}`,
})

/** The quota has room for what the values ask for. */
export const quotaRules: readonly Assertion[] = [
  loadBalancerRule,
  storageRule,
  ...(['requests', 'limits'] as const).flatMap((kind) => explicitRules(kind)),
]
