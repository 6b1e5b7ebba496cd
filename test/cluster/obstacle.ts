import { spawnSync } from 'node:child_process'

const succeeds = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0

/** Why no cluster can run on this machine; undefined when one can. Leaves nothing behind. */
export function obstacle(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs root on Linux'
  const inNamespaces = ['--mount', '--uts', '--ipc', '--net', '--pid', '--fork']
  if (!succeeds('unshare', ...inNamespaces, 'mount', '-t', 'tmpfs', 'tmpfs', '/run')) {
    return 'namespaces and mounts cannot be made here'
  }
  if (!succeeds('unshare', '--net', 'ip', 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'other')) {
    return 'network interfaces cannot be made here'
  }
  return undefined
}
