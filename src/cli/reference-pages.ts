import { type CompiledChart, printValuesReference } from '../helm/index.js'
import {
  type Edge,
  edges,
  isInner,
  peers,
  portOfEdge,
  portsOf,
  type ServerName,
  servers,
  tasks,
} from '../platform/topology.js'

const titles: Readonly<Record<string, { readonly title: string }>> = { ...servers, ...tasks, ...peers }

/** `docs/reference/values.md`. */
export const valuesPage = ({ definition, schema }: CompiledChart): string => `# Values

Generated from \`src/platform/values\`: change it there, then run \`npm run build\`.

Write the keys that differ into a file of your own and install with \`-f\`. Maps are merged key by key, lists are
replaced whole. Units are part of the names; quantities are written as Kubernetes writes them.

${printValuesReference(definition.defaults, schema)}`

/** `docs/reference/flows.md`. */
export const flowsPage = (): string => `# Components and flows

Generated from \`src/platform/topology.ts\`: change it there, then run \`npm run build\`.

| component | what it is | ports |
| --- | --- | --- |
${(Object.keys(servers) as ServerName[]).map(serverRow).join('\n')}

Every connection that the network policies allow, besides name resolution. A partner outside the release is refused
until \`networkPolicies.peers.<partner>\` says where it is.

| from | to | port | why |
| --- | --- | --- | --- |
${edges.map(edgeRow).join('\n')}
`

const serverRow = (name: ServerName): string => {
  const ports = Object.entries(portsOf(name)).map(([port, { number }]) => `${port} ${number}`)
  return `| \`${name}\` | ${servers[name].title} | ${ports.join(', ')} |`
}

const edgeRow = (edge: Edge): string => {
  const port = isInner(edge) ? portOfEdge(edge) : `\`networkPolicies.peers.${edge.to}.port\``
  return `| ${titles[edge.from]?.title} | ${titles[edge.to]?.title} | ${port} | ${edge.why} |`
}
