import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import { UserError } from '../user-error.js'
import { type Client, connect, mustAnswer } from './kubernetes/client.js'
import { problemOf } from './kubernetes/errors.js'
import { checkComponent, type LogSource, logSources } from './observe/log-sources.js'
import type { WhereOptions } from './release/find.js'
import { mustFindRelease } from './release/find.js'
import { ofTheRelease } from './release/labels.js'
import { pause } from './terminal/interrupt.js'

export interface LogsOptions extends WhereOptions {
  readonly follow?: boolean
  readonly previous?: boolean
  /** Lines of each container. */
  readonly tail: number
}

type Read = () => Promise<readonly LogSource[]>

/**
 * Prints the logs of a component, or of all, each line with its origin.
 *
 * @throws UserError when there is no such component, or nothing that has a log
 */
export const logs = async (name: string | undefined, options: LogsOptions): Promise<void> => {
  const component = checkComponent(name)
  if (options.follow === true && options.previous === true) {
    throw new UserError('--follow and --previous exclude each other: a log of before does not grow')
  }
  const { access, namespace } = mustFindRelease(options)
  const client = await connect(access)
  await mustAnswer(client)
  const read: Read = async () => {
    const { items } = await client.core.listNamespacedPod({ namespace, labelSelector: ofTheRelease })
    return logSources(items, component)
  }
  if (options.follow === true) return follow(client, namespace, read, options.tail)
  await print(client, namespace, await read(), component, options)
}

const print = async (
  client: Client,
  namespace: string,
  sources: readonly LogSource[],
  component: string | undefined,
  { previous = false, tail }: LogsOptions,
): Promise<void> => {
  const chosen = previous ? sources.filter(({ hasRunBefore }) => hasRunBefore) : sources
  const whose = component ?? 'slipway'
  if (chosen.length === 0) {
    throw new UserError(
      previous ? `no container of ${whose} has run before` : `no container of ${whose} has started: npx slipway status`,
    )
  }
  const width = widthOf(chosen)
  for (const { pod, container, label } of chosen) {
    try {
      const text = await client.core.readNamespacedPodLog({
        ...{ name: pod, namespace, container, previous },
        ...(tail > 0 && { tailLines: tail }),
      })
      for (const line of text.split('\n')) if (line !== '') write(label, width, line)
    } catch (error) {
      console.error(`${label}: ${problemOf(error)}`)
    }
  }
}

const widthOf = (sources: readonly LogSource[]): number => Math.max(0, ...sources.map(({ label }) => label.length))

const write = (label: string, width: number, line: string): void => {
  process.stdout.write(`${label.padEnd(width)} | ${line}\n`)
}

const lookMilliseconds = 2000

/** Goes on until Ctrl-C: pods that come later, and later runs of a container, are followed too. */
const follow = async (client: Client, namespace: string, read: Read, tail: number): Promise<void> => {
  const followed = new Map<string, 'open' | Date>()
  let isFirst = true
  for (;;) {
    const sources = await read().catch((error: unknown): readonly LogSource[] => {
      console.error(problemOf(error))
      return []
    })
    const width = widthOf(sources)
    for (const source of sources) {
      const last = followed.get(source.key)
      // A server may end a log that goes on; what has ended is not read again.
      if (last === 'open' || (last !== undefined && !source.isRunning)) continue
      followed.set(source.key, 'open')
      const from =
        last === undefined ? (isFirst && tail > 0 ? { tailLines: tail } : {}) : { sinceTime: last.toISOString() }
      stream(client, namespace, source, width, from).then(
        () => followed.set(source.key, new Date()),
        (error: unknown) => {
          console.error(`${source.label}: ${problemOf(error)}`)
          followed.set(source.key, new Date())
        },
      )
    }
    isFirst = false
    await pause(lookMilliseconds)
  }
}

const stream = async (
  { log }: Client,
  namespace: string,
  { pod, container, label }: LogSource,
  width: number,
  from: { readonly tailLines?: number; readonly sinceTime?: string },
): Promise<void> => {
  const text = new PassThrough()
  const lines = createInterface(text)
  lines.on('line', (line) => write(label, width, line))
  const ended = new Promise<void>((resolve) => lines.once('close', resolve))
  await log.log(namespace, pod, container, text, { follow: true, ...from })
  await ended
}
