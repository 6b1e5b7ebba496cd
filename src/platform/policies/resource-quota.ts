import type { IResourceQuota } from 'kubernetes-models/v1'
import { eq, ifElse, ne, resourceWhen, text } from '../../helm/index.js'
import { platformMeta } from '../kinds/metadata.js'
import { values } from '../values/index.js'
import { asCpu, asMemory, peakNeed, peakPodCount, peakStorage } from './capacity.js'

const { quota } = values

const [requests, limits] = [peakNeed('requests'), peakNeed('limits')]

/** What the namespace may use: what the platform needs at its largest scale, or the numbers of the platform team. */
export const resourceQuota = resourceWhen<IResourceQuota>(ne(quota.mode, 'none'), {
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: platformMeta('quota'),
  spec: {
    hard: ifElse(
      eq(quota.mode, 'computed'),
      {
        'requests.cpu': asCpu(requests.cpu),
        'requests.memory': asMemory(requests.memory),
        'limits.cpu': asCpu(limits.cpu),
        'limits.memory': asMemory(limits.memory),
        pods: text`${peakPodCount()}`,
        'requests.storage': asMemory(peakStorage),
        'services.loadbalancers': text`${quota.loadBalancers}`,
      },
      {
        'requests.cpu': quota.explicit.requests.cpu,
        'requests.memory': quota.explicit.requests.memory,
        'limits.cpu': quota.explicit.limits.cpu,
        'limits.memory': quota.explicit.limits.memory,
        'requests.storage': quota.explicit.storage,
        'services.loadbalancers': text`${quota.loadBalancers}`,
      },
    ),
  },
})
