import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Failure } from '../../tools/failure.js'
import { places } from './places.js'
import { run } from './shell.js'

/** Networks that are only seen by the machines of the cluster, so they never meet others. */
export const podNetwork = '10.244.0.0/16'
export const serviceNetwork = '10.96.0.0/16'
/** The first address is that of the API server's Service, by Kubernetes' rule; the tenth that of DNS, by custom. */
export const apiServiceAddress = '10.96.0.1'
export const dnsAddress = '10.96.0.10'

/** Candidates for the network between the machines, to which this machine has an interface: the first free one is taken. */
const nodeNetworks = ['10.10.0', '10.210.0', '172.30.210', '192.168.210'] as const

const file = join(places.state, 'node-network')

/** The first three numbers of the addresses of the running cluster, or of the next one. */
export async function nodeNetwork(): Promise<string> {
  if (existsSync(file)) return readFileSync(file, 'utf8')
  const routes = JSON.parse(await run('ip', ['-json', '-4', 'route', 'show', 'table', 'all'])) as readonly {
    dst: string
  }[]
  const free = nodeNetworks.find((candidate) => !routes.some(({ dst }) => overlaps(dst, `${candidate}.0/24`)))
  if (free === undefined) {
    throw new Failure(`this machine has routes to all of ${nodeNetworks.map((one) => `${one}.0/24`).join(', ')}: \
the cluster needs one of them. \`ip route\` shows what uses them.`)
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, free)
  return free
}

export const addressOf = {
  controlPlane: (network: string): string => `${network}.1`,
  /** Nodes count from 1. */
  node: (network: string, number: number): string => `${network}.${10 + number}`,
  outside: (network: string): string => `${network}.254`,
} as const

/** Whether two IPv4 networks have an address in common. A route to everything (`default`) counts for nothing. */
export function overlaps(one: string, other: string): boolean {
  if (one === 'default') return false
  const [a, b] = [parse(one), parse(other)]
  const shift = 32 - Math.min(a.length, b.length)
  return Math.floor(a.address / 2 ** shift) === Math.floor(b.address / 2 ** shift)
}

const parse = (network: string): { address: number; length: number } => {
  const [address = '', length = '32'] = network.split('/')
  return { address: address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0), length: Number(length) }
}
