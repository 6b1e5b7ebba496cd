import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './shell.js'

/** Settings that change by themselves. */
const restless =
  /^(fs\.(dentry-state|file-nr|inode-nr|inode-state|aio-nr|quota\.)|kernel\.(random\.|ns_last_pid|pty\.nr|sched_domain)|net\.netfilter\.nf_conntrack_count|.*\.slipway\.)/

/** Folders in which programs of a cluster like to leave something. `TMPDIR` can be one where no other program writes. */
const watched = () => ['/run', '/var/lib', '/var/log', '/etc', '/etc/cni', '/opt', '/usr/libexec', tmpdir()]

/** What a cluster could leave on a machine, by kind, in words that can be compared. */
export type MachineState = Readonly<Record<string, readonly string[]>>

/** Looks at this machine as it is now. */
export async function machineState(): Promise<MachineState> {
  const lines = async (program: string, ...args: readonly string[]) =>
    (await run(program, args)).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return {
    'processes in other namespaces': processesElsewhere(),
    mounts: readFileSync('/proc/self/mounts', 'utf8').trim().split('\n'),
    interfaces: (await lines('ip', '-brief', 'link')).map((line) => line.split(/\s+/)[0] ?? ''),
    addresses: await lines('ip', '-brief', 'address'),
    routes: await lines('ip', 'route', 'show', 'table', 'all'),
    'network namespaces': namesIn('/run/netns'),
    'firewall rules': [
      ...(await lines('nft', 'list', 'ruleset')),
      ...(await lines('iptables-save')).filter((line) => !line.startsWith(':')),
      ...(await lines('ipset', 'list', '-name')),
    ],
    'control groups': readdirSync('/sys/fs/cgroup').flatMap((name) => namesIn(join('/sys/fs/cgroup', name))),
    'kernel settings': (await lines('sysctl', '--all', '--ignore')).filter((line) => !restless.test(line)),
    files: watched().flatMap(namesIn),
  }
}

/** Kinds of things that end by themselves: one that is gone is nothing that we took away. */
const mayEnd: readonly string[] = ['processes in other namespaces', 'control groups']

/** What is in the second state and not in the first, and the other way round, as lines. */
export const differences = (before: MachineState, after: MachineState): readonly string[] =>
  Object.keys(before).flatMap((kind) => {
    const [earlier = [], later = []] = [before[kind], after[kind]]
    const lost = mayEnd.includes(kind) ? [] : earlier.filter((line) => !later.includes(line))
    return [
      ...later.filter((line) => !earlier.includes(line)).map((line) => `left: ${kind}: ${line}`),
      ...lost.map((line) => `lost: ${kind}: ${line}`),
    ]
  })

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).map((name) => join(folder, name))
  } catch {
    return []
  }
}

/** By the namespace of their network: every process of the cluster has another one than this program. */
const processesElsewhere = (): readonly string[] => {
  const network = (pid: string): string | undefined => {
    try {
      return readlinkSync(`/proc/${pid}/ns/net`)
    } catch {
      return undefined
    }
  }
  const here = network('self')
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => ![here, undefined].includes(network(pid)))
    .map((pid) => (existsSync(`/proc/${pid}/comm`) ? readFileSync(`/proc/${pid}/comm`, 'utf8').trim() : pid))
}
