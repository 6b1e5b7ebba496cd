import { expect } from 'vitest'
import { Machine, type Running, type StartOptions } from './machine.js'
import { type Pod, Release } from './rendered.js'
import { eventually } from './wait.js'

export interface Answer {
  readonly status: number
  readonly body: string
}

const workloads = {
  database: { kind: 'StatefulSet', port: 5432 },
  cache: { kind: 'Deployment', port: 6379 },
  mlflow: { kind: 'Deployment', port: 5000 },
  api: { kind: 'Deployment', port: 8000 },
} as const

export type Workload = keyof typeof workloads

/** The chart leaves this to the image: ENTRYPOINT of apps/api/Dockerfile. */
const ofImage: Readonly<Partial<Record<Workload, StartOptions>>> = { api: { command: ['python', '-m', 'slipway_api'] } }

const probes = { startup: 'startupProbe', readiness: 'readinessProbe', liveness: 'livenessProbe' } as const

/** A rendered release whose pods run as programs of this machine. */
export class Platform {
  readonly release: Release
  readonly machine: Machine
  readonly #workloads = new Map<Workload, Running>()

  private constructor(release: Release, machine: Machine) {
    this.release = release
    this.machine = machine
  }

  static async of(...args: readonly string[]): Promise<Platform> {
    const release = Release.render('shop', ['--namespace', 'team', ...args])
    return new Platform(release, await Machine.start(release.services))
  }

  /** Starts the main container of a workload, and waits until its readiness probe is answered. */
  async start(workload: Workload, options: StartOptions = {}): Promise<Running> {
    const running = this.launch(workload, options)
    await eventually(async () => {
      if (running.process.exitCode !== null) throw new Error(`${workload} ended: ${running.output()}`)
      expect(await this.probe(workload, 'readiness'), running.output()).toBe(true)
    })
    return running
  }

  launch(workload: Workload, options: StartOptions = {}): Running {
    const running = this.machine.run(workload, this.#pod(workload), workload, { ...ofImage[workload], ...options })
    this.#workloads.set(workload, running)
    return running
  }

  /** The workload as it was started last. */
  running(workload: Workload): Running | undefined {
    return this.#workloads.get(workload)
  }

  /** What it has printed. */
  output(workload: Workload): string {
    return this.running(workload)?.output() ?? ''
  }

  /** Runs a Job, or the Job of a CronJob, to its end. */
  async task(component: string, { kind = 'Job', ...options }: StartOptions & { readonly kind?: string } = {}) {
    return this.machine.run(component, this.release.pod(kind, component), component, options).finished
  }

  /** Asks what the kubelet would ask. */
  async probe(workload: Workload, name: keyof typeof probes): Promise<boolean> {
    const container = this.#pod(workload).spec.containers[0]
    const { exec, httpGet } = container?.[probes[name]] ?? {}
    if (exec?.command !== undefined) {
      const { code } = await this.machine.run(workload, this.#pod(workload), workload, { command: exec.command })
        .finished
      return code === 0
    }
    return this.get(workloads[workload].port, httpGet?.path ?? '/').status === 200
  }

  get(port: number, path: string, ...options: readonly string[]): Answer {
    const output = this.machine.call(
      'curl',
      '--silent',
      '--max-time',
      '20',
      '--write-out',
      '\n%{http_code}',
      ...options,
      `http://127.0.0.1:${port}${path}`,
    )
    const end = output.lastIndexOf('\n')
    return { status: Number(output.slice(end + 1)), body: output.slice(0, end) }
  }

  /** Rows of a query, as text, asked by a user of the database. */
  sql(user: string, database: string, query: string): readonly string[] {
    const password = this.release.data('Secret', this.secretOf('database'))[user] ?? ''
    const url = `postgresql://${user}:${password}@127.0.0.1/${database}`
    return this.machine
      .call('psql', '--no-psqlrc', '--tuples-only', '--no-align', url, '--command', query)
      .trim()
      .split('\n')
  }

  /** Name of the Secret that a workload reads its passwords from. */
  secretOf(workload: 'database' | 'cache' | 'mlflow'): string {
    const names = (this.#pod(workload).spec.volumes ?? []).map(({ secret }) => secret?.secretName ?? '')
    const name = names.find((one) => one.endsWith(workload))
    if (name === undefined) throw new Error(`${workload} has no Secret of its own: ${names}`)
    return name
  }

  stop(): Promise<void> {
    return this.machine.stop()
  }

  #pod(workload: Workload): Pod {
    return this.release.pod(workloads[workload].kind, workload)
  }
}
