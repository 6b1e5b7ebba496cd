import type { IResourceQuota } from 'kubernetes-models/v1'
import {
  add,
  each,
  entries,
  helper,
  keyed,
  memberOf,
  mul,
  named,
  oneOf,
  release,
  resourceWhen,
  sumOf,
  text,
} from '../../../../src/helm/index.js'
import type { FactTable } from './facts.js'
import { labels, number, quantity } from './helpers.js'
import { values } from './values.js'

const needOf = (facts: FactTable) =>
  helper('growth.need', {
    doc: 'What all pods together ask for.',
    parameters: { facts: facts(), amount: oneOf('cpu', 'memory') },
    returns: 'integer',
    body: ({ facts, amount }) =>
      sumOf(
        'need',
        entries(facts, (_name, { peak, resources }) =>
          mul(peak, number({ amount, quantity: memberOf(resources.requests, amount) })),
        ),
      ),
  })

/** What all components need, and headroom. */
export const quotaOf = (facts: FactTable) => {
  const need = needOf(facts)
  const table = named('facts', facts())
  const { enabled, headroom } = values.quota
  const template = resourceWhen<IResourceQuota>(enabled, {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: text`${release.name}-quota`, namespace: release.namespace, labels: labels({ name: 'platform' }) },
    spec: {
      hard: {
        ...each(['cpu', 'memory'], (amount) => {
          const more = number({ amount, quantity: memberOf(headroom, amount) })
          return keyed(
            text`requests.${amount}`,
            quantity({ amount, number: add(need({ facts: table, amount }), more) }),
          )
        }),
      },
    },
  })
  return { template, helpers: [need] }
}
