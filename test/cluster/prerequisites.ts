import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../tools/failure.js'
import { obstacle } from './obstacle.js'
import { places } from './places.js'
import { environment, run } from './shell.js'

/** Programs that the distribution brings, and the Debian package of each. */
const fromDistribution: Readonly<Record<string, string>> = {
  containerd: 'containerd',
  runc: 'runc',
  '/usr/lib/cni/ptp': 'containernetworking-plugins',
  iptables: 'iptables',
  nft: 'nftables',
  ipset: 'ipset',
  conntrack: 'conntrack',
  socat: 'socat',
  ethtool: 'ethtool',
  openssl: 'openssl',
  ip: 'iproute2',
  pkill: 'procps',
  // For the stand-in images: a daemon is started to build them, and stopped again.
  dockerd: 'docker.io',
  debootstrap: 'debootstrap',
}

/** Names every reason why the cluster cannot run here, or installs what is missing. Throws a Failure. */
export async function checkPrerequisites(): Promise<void> {
  const why = obstacle()
  if (why !== undefined)
    throw new Failure(`the built-in cluster is not possible: ${why}; with Docker, kind is another way`)
  const hidden = ['/run/', '/var/lib/', '/var/log/'].find((folder) => `${places.cache}/`.startsWith(folder))
  if (hidden !== undefined) {
    throw new Failure(`the cache folder ${places.cache} lies below ${hidden}, of which each node has its own; \
set SLIPWAY_CACHE to another folder, for example ~/.cache/slipway`)
  }
  const missing = missingPackages()
  if (missing.length === 0) return
  if (find('apt-get') === undefined) {
    throw new Failure(`missing on this machine: ${missing.join(', ')} (names of Debian packages)`)
  }
  const install = ['install', '--yes', '--no-install-recommends', ...missing]
  console.error(`installing Debian packages: ${missing.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', install, { env }).catch(async () => {
    await run('apt-get', ['update'], { env })
    await run('apt-get', install, { env })
  })
}

const missingPackages = (): readonly string[] =>
  Object.entries(fromDistribution)
    .filter(([program]) => find(program) === undefined)
    .map(([, name]) => name)

const find = (program: string): string | undefined =>
  program.startsWith('/')
    ? [program].find((path) => existsSync(path))
    : (environment.PATH ?? '')
        .split(':')
        .map((folder) => join(folder, program))
        .find((path) => existsSync(path))
