import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type * as Kubernetes from '@kubernetes/client-node'
import { UserError } from '../../user-error.js'
import { firstLine } from '../machine/programs.js'

/** How a cluster is reached: a context of a kubeconfig. Without a file it is the user's own (`KUBECONFIG`). */
export interface Access {
  readonly kubeconfig?: string
  readonly context?: string
}

/** The client library belongs to a checkout: rendering charts does without it. */
export const loadLibrary = async (): Promise<typeof Kubernetes> => {
  try {
    return await import('@kubernetes/client-node')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new UserError('the package @kubernetes/client-node is missing: run `npm ci` in the checkout')
  }
}

/**
 * Reads the kubeconfig and takes the context.
 *
 * @throws UserError naming the file, or the contexts that there are.
 */
export const readKubeconfig = async ({ kubeconfig, context }: Access): Promise<Kubernetes.KubeConfig> => {
  const { KubeConfig } = await loadLibrary()
  const config = new KubeConfig()
  const file = kubeconfig ?? (process.env.KUBECONFIG || join(homedir(), '.kube/config'))
  if (kubeconfig !== undefined && !existsSync(file)) {
    throw new UserError('the cluster is not there: `npx slipway up` makes it, `npx slipway down` forgets it')
  }
  // Without any, the library makes one up.
  if (!process.env.KUBECONFIG && !existsSync(file)) {
    throw new UserError(`there is no kubeconfig: KUBECONFIG is not set, and ${file} is missing`)
  }
  try {
    if (kubeconfig === undefined) config.loadFromDefault()
    else config.loadFromFile(file)
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${firstLine((error as Error).message)}`)
  }
  if (context === undefined) return config
  if (config.getContextObject(context) === null) {
    const names = config.getContexts().map(({ name }) => name)
    throw new UserError(
      `there is no context ${context} in ${file}; ${names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`}`,
    )
  }
  config.setCurrentContext(context)
  return config
}

export const serverOf = (config: Kubernetes.KubeConfig): string => config.getCurrentCluster()?.server ?? 'no server'
