import type * as Kubernetes from '@kubernetes/client-node'
import { UserError } from '../../user-error.js'
import { pause } from '../terminal/interrupt.js'
import { type Access, loadLibrary, readKubeconfig, serverOf } from './access.js'
import { problemOf } from './errors.js'

/** A loaded kubeconfig and the parts of the API that these commands use. */
export interface Client {
  readonly config: Kubernetes.KubeConfig
  readonly core: Kubernetes.CoreV1Api
  readonly apps: Kubernetes.AppsV1Api
  readonly batch: Kubernetes.BatchV1Api
  readonly log: Kubernetes.Log
  readonly metrics: Kubernetes.Metrics
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
