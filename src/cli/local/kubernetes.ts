import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type * as Kubernetes from '@kubernetes/client-node'
import { UserError } from '../user-error.js'
import { pause } from './interrupt.js'
import { firstLine } from './programs.js'
import type { Access } from './state.js'

/** A loaded kubeconfig and the parts of the API that these commands use. */
export interface Client {
  readonly config: Kubernetes.KubeConfig
  readonly core: Kubernetes.CoreV1Api
  readonly apps: Kubernetes.AppsV1Api
  readonly batch: Kubernetes.BatchV1Api
  readonly log: Kubernetes.Log
  readonly metrics: Kubernetes.Metrics
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

export const connect = async (access: Access): Promise<Client> => {
  const { CoreV1Api, AppsV1Api, BatchV1Api, Log, Metrics } = await loadLibrary()
  const config = await readKubeconfig(access)
  return {
    config,
    core: config.makeApiClient(CoreV1Api),
    apps: config.makeApiClient(AppsV1Api),
    batch: config.makeApiClient(BatchV1Api),
    log: new Log(config),
    metrics: new Metrics(config),
  }
}

export const serverOf = (config: Kubernetes.KubeConfig): string => config.getCurrentCluster()?.server ?? 'no server'

const answerSeconds = 15

/**
 * Makes sure that the cluster answers, so that nothing after it waits for a server that is away.
 *
 * @param patienceSeconds for a server that is just starting
 * @throws UserError naming the server
 */
export const mustAnswer = async ({ core, config }: Client, patienceSeconds = 0): Promise<void> => {
  const deadline = Date.now() + 1000 * patienceSeconds
  for (;;) {
    try {
      await within(answerSeconds, core.listNamespace({ limit: 1 }))
      return
    } catch (error) {
      if (Date.now() >= deadline) throw new UserError(`${serverOf(config)} does not answer: ${problemOf(error)}`)
      await pause(1000)
    }
  }
}

/** Gives up on an answer; the question itself cannot be taken back. */
export const within = <T>(seconds: number, answer: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${seconds} s`)), seconds * 1000)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** `undefined` instead of the error of an object that is not there. */
export const unlessMissing = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer
  } catch (error) {
    if (codeOf(error) === 404) return undefined
    throw error
  }
}

/** The HTTP status of an error of the API. */
export const codeOf = (error: unknown): number | undefined => (error as { code?: number }).code

/** What the API server said, without headers and other noise. */
export const problemOf = (error: unknown): string => {
  const { body, message } = error as { body?: unknown; message?: string }
  const status = typeof body === 'string' ? parsed(body) : body
  return (status as { message?: string } | undefined)?.message ?? firstLine(message ?? String(error))
}

/** An answer of the API server that is an error, as a message of one line; `undefined` for any other error. */
export const refusalOf = (error: unknown): UserError | undefined => {
  const { code, body } = error as { code?: unknown; body?: unknown }
  return typeof code === 'number' && body !== undefined ? new UserError(problemOf(error)) : undefined
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
