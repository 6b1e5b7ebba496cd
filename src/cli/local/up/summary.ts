import { type ClusterKind, nameOf } from '../cluster/cluster.js'
import type { Address } from '../forward/addresses.js'
import { shown } from '../release/helm.js'
import { kubectl, type Place, placeFlags, releaseName } from '../release/place.js'
import { textTable } from '../terminal/text-table.js'
import { upAgain } from './again.js'
import type { Logins } from './logins.js'

/** What somebody wants to know when all is up. */
export const summary = (cluster: ClusterKind, place: Place, open: readonly Address[], { words }: Logins): string => {
  const { access, namespace } = place
  const addresses = open.map(({ title, url, component }) => [title, url, words[component] ?? ''])
  const next = [
    ['npx slipway status', 'what runs, and whether it answers'],
    ['npx slipway logs api --follow', 'what the API says'],
    [`${upAgain(access.context)} --set api.logLevel=info`, 'other values on the same cluster'],
    ['npx slipway down', 'removes all of it'],
  ]
  return `
slipway is up on ${nameOf(cluster, access.context)}, in namespace ${namespace}.

${indented(textTable(addresses))}

What next:
${indented(textTable(next))}
  ${shown(['test', releaseName, ...placeFlags(place)])}
  ${kubectl(place, 'get', 'pods')}`
}

const indented = (text: string): string => text.replaceAll(/^/gm, '  ')
