import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { RenderedObject } from '../evaluator/chart-evaluator.js'
import { type HelmRenderer, type HelmRequest, type HelmResult, valuesText } from './helm-renderer.js'

/** An engine of `tools/helm-engine`: Helm's own packages in one process, so that a render costs no process start. */
export interface HelmEngine extends HelmRenderer {
  /** Renders `times` times and returns what each took, in nanoseconds. */
  readonly measure: (request: HelmRequest, times: number) => Promise<readonly number[]>
}

interface Reply {
  readonly objects: readonly RenderedObject[] | null
  readonly notes: string
  readonly error: string
  readonly nanoseconds: readonly number[] | null
}

/** @throws Error when the binary is no engine. */
export const startHelmEngine = (binary: string): HelmEngine => {
  const version = execFileSync(binary, ['version'], { encoding: 'utf8' }).trim()
  const queue = new RequestQueue(binary)
  return {
    version,
    render: async (request): Promise<HelmResult> => {
      const { objects, notes, error } = await queue.ask(lineFor(request))
      return { objects: objects ?? [], notes, error }
    },
    measure: async (request, times) => {
      const { nanoseconds, error } = await queue.ask({ ...lineFor(request), repeat: times })
      if (error !== '') throw new Error(error)
      return nanoseconds ?? []
    },
    close: () => queue.close(),
  }
}

const lineFor = ({ chart, values = [], set = [], releaseName, ...settings }: HelmRequest): object => ({
  ...(typeof chart === 'string' ? { chart } : { files: Object.fromEntries(chart) }),
  values: values.map(valuesText),
  set,
  ...(releaseName !== undefined && { release: releaseName }),
  ...settings,
})

interface Waiting {
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

/** Requests and replies are lines in the same order. */
class RequestQueue {
  readonly #process: ChildProcess
  readonly #waiting: Waiting[] = []
  #end: Error | undefined
  #complaints = ''

  constructor(binary: string) {
    this.#process = spawn(binary)
    createInterface({ input: this.#process.stdout as NodeJS.ReadableStream }).on('line', (line) =>
      this.#waiting.shift()?.resolve(JSON.parse(line) as Reply),
    )
    // Helm warns here of values that it ignores; it matters only when the process ends.
    this.#process.stderr?.on('data', (text: Buffer) => {
      this.#complaints = `${this.#complaints}${text.toString()}`.slice(-2000)
    })
    this.#process.on('error', (error) => this.#fail(error))
    this.#process.on('close', (code) =>
      this.#fail(new Error(`${binary} ended with exit code ${code}\n${this.#complaints}`)),
    )
    this.#process.stdin?.on('error', () => undefined)
  }

  ask(request: object): Promise<Reply> {
    if (this.#end !== undefined) return Promise.reject(this.#end)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#process.stdin?.write(`${JSON.stringify(request)}\n`)
    })
  }

  close(): void {
    this.#process.stdin?.end()
  }

  #fail(error: Error): void {
    this.#end ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#end)
  }
}
