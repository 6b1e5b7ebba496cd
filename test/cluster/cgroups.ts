import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = '/sys/fs/cgroup'

/** Version 2 has one hierarchy, version 1 one for each controller. */
const hierarchies = (): readonly string[] =>
  existsSync(join(root, 'cgroup.controllers'))
    ? [root]
    : readdirSync(root)
        .filter((name) => name !== 'unified')
        .map((name) => join(root, name))
        .filter((path) => existsSync(join(path, 'cgroup.procs')))

/** The control group below which the containers of a node lie. */
export const cgroupOf = (node: string): string => `slipway-${node}`

export function makeCgroup(name: string): void {
  for (const hierarchy of hierarchies()) {
    const folder = join(hierarchy, name)
    mkdirSync(folder, { recursive: true })
    // A new group of version 1 has no processors until it is told.
    for (const file of ['cpuset.cpus', 'cpuset.mems']) {
      if (hierarchy !== root && existsSync(join(folder, file))) {
        writeFileSync(join(folder, file), readFileSync(join(hierarchy, file)))
      }
    }
    if (hierarchy === root) enableControllers(folder)
  }
}

const enableControllers = (folder: string): void => {
  const controllers = readFileSync(join(folder, 'cgroup.controllers'), 'utf8').trim().split(' ')
  writeFileSync(join(folder, 'cgroup.subtree_control'), controllers.map((name) => `+${name}`).join(' '))
}

/** Removes groups that a cluster has left. Their processes must have ended. */
export function removeCgroups(): void {
  for (const hierarchy of hierarchies()) {
    for (const name of readdirSync(hierarchy)) {
      // containerd keeps what it starts by hand below k8s.io; a group that is in use stays.
      if (name.startsWith('slipway-')) removeTree(join(hierarchy, name))
    }
  }
}

const removeTree = (folder: string): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(join(folder, entry.name))
  }
  rmdirSync(folder)
}
