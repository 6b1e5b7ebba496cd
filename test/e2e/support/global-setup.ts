import { spawnSync } from 'node:child_process'
import { projectFolder } from '../../../src/cli/project.js'
import { isClusterUp } from '../../cluster/cluster.js'
import { takeForTests } from '../../cluster/lock.js'

const nodes = 3
/** To look around afterwards, and to run one file again without a new installation. */
const isKept = process.env.E2E_KEEP === '1'
let wasUp = false
let release = (): void => undefined

/** Brings the cluster up, unless it is, and removes what an earlier run has left. */
export async function setup(): Promise<void> {
  release = takeForTests()
  wasUp = isClusterUp()
  cluster('up', '--nodes', String(nodes))
  if (!isKept) await removeAll()
}

/** Leaves the machine as it was before. */
export async function teardown(): Promise<void> {
  release()
  if (isKept) return
  if (wasUp) await removeAll()
  else cluster('down')
}

const cluster = (...args: readonly string[]): void => {
  const command = ['tsx', 'test/cluster/main.ts', ...args]
  const { status } = spawnSync('npx', command, { cwd: projectFolder, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error(`npx ${command.join(' ')} ended with ${status}`)
}

const removeAll = async (): Promise<void> => {
  // Reads the kubeconfig, which is there only now.
  const { removeNamespaces } = await import('./namespaces.js')
  await removeNamespaces()
}
