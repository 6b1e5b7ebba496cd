import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { IContainer } from 'kubernetes-models/v1'
import { projectFolder } from '../../../src/cli/project.js'
import { installPostgres, installPrograms, postgresFolder } from './programs.js'
import { containerIn, environmentOf, type Pod } from './rendered.js'

export interface Finished {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
}

/** A program of a container that runs. */
export interface Running {
  readonly process: ChildProcess
  /** What it has printed so far. */
  readonly output: () => string
  readonly finished: Promise<Finished>
  /** Sends a signal and waits for the end. */
  readonly stop: (signal: NodeJS.Signals) => Promise<Finished>
}

export interface StartOptions {
  /** Another program in the same container, such as that of a probe. */
  readonly command?: readonly string[]
  /** Changes what the container is told: a wrong password file, for example. */
  readonly environment?: Readonly<Record<string, string>>
  /** Size of the volume `data`, to fill it up: `64m`. */
  readonly dataSize?: string
  /** Texts in place of those of Secrets, by path in the container. */
  readonly files?: Readonly<Record<string, string>>
}

/**
 * One node without a cluster: a network of its own, in which programs run as their rendered containers say. Each sees the
 * files of this machine read-only, with its own volumes mounted over them, as the container's user, without capabilities.
 * Needs root and Linux.
 */
export class Machine {
  readonly #folder = mkdtempSync(join(tmpdir(), 'slipway-boot-'))
  readonly #network: ChildProcess
  readonly #hosts: readonly string[]
  readonly #running = new Set<Running>()
  #count = 0

  constructor(hosts: readonly string[]) {
    chmodSync(this.#folder, 0o755)
    this.#hosts = hosts
    installPostgres(this.#path('postgresql'))
    this.#network = spawn('unshare', ['--net', 'sh', '-c', 'ip link set lo up && echo up && exec sleep infinity'])
  }

  static async start(hosts: readonly string[]): Promise<Machine> {
    const machine = new Machine(hosts)
    await new Promise((resolve, reject) => {
      machine.#network.stdout?.once('data', resolve)
      machine.#network.once('exit', (code) => reject(new Error(`there is no network namespace: exit code ${code}`)))
    })
    return machine
  }

  /** Starts a container of a pod. Volumes of one pod name and volume name are the same folder every time. */
  run(podName: string, pod: Pod, containerName: string, options: StartOptions = {}): Running {
    const container = containerIn(pod, containerName)
    const uid = Number(container.securityContext?.runAsUser)
    const script = this.#path(`start-${this.#count++}.sh`)
    writeFileSync(script, this.#script(podName, pod, container, uid, options))
    const program = options.command ?? [...(container.command ?? []), ...((container.args ?? []) as string[])]
    const environment = {
      PATH: '/usr/local/bin:/usr/bin:/bin',
      ...environmentOf(pod, container),
      ...options.environment,
    }
    const child = spawn(
      'nsenter',
      [
        `--net=/proc/${this.#network.pid}/ns/net`,
        ...['unshare', '--mount', '--propagation', 'private', 'sh', '-eu', script],
        ...['env', '-i', ...Object.entries(environment).map(([name, value]) => `${name}=${value}`), ...program],
      ],
      // A group of its own, so that nothing of it stays behind.
      { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    )
    return this.#watch(child)
  }

  /** Runs a command of this machine in the network of the containers, and returns what it prints. */
  call(...[program, ...args]: readonly [string, ...string[]]): string {
    return execFileSync('nsenter', [`--net=/proc/${this.#network.pid}/ns/net`, program, ...args], { encoding: 'utf8' })
  }

  /** The folder behind a volume that outlives its container. */
  volume(podName: string, name: string): string {
    return this.#path('volumes', podName, name)
  }

  async stop(): Promise<void> {
    for (const { process, finished } of this.#running) {
      killGroup(process)
      await finished
    }
    this.#network.kill('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }

  #path(...parts: readonly string[]): string {
    return join(this.#folder, ...parts)
  }

  #watch(process: ChildProcess): Running {
    let output = ''
    const add = (chunk: Buffer) => {
      output += chunk.toString()
    }
    process.stdout?.on('data', add)
    process.stderr?.on('data', add)
    const finished = new Promise<Finished>((resolve) => {
      process.once('exit', (code, signal) => {
        this.#running.delete(running)
        // What is in the pipe already.
        setTimeout(() => {
          killGroup(process)
          resolve({ code, signal, output })
        }, 50)
      })
    })
    const stop = (signal: NodeJS.Signals) => {
      process.kill(signal)
      return finished
    }
    const running: Running = { process, output: () => output, finished, stop }
    this.#running.add(running)
    return running
  }

  /** Makes the root of the container, then becomes its user and runs the arguments. */
  #script(podName: string, pod: Pod, container: IContainer, uid: number, options: StartOptions): string {
    const root = this.#path(`root-${this.#count}`)
    const [upper, work] = [this.#path(`upper-${this.#count}`), this.#path(`work-${this.#count}`)]
    for (const folder of [root, upper, work]) mkdirSync(folder)
    // Folders of root on the way to the programs are closed to others; here, and only here, they are open.
    for (const folder of parentsOf(projectFolder, pythonHome()))
      mkdirSync(join(upper, folder), { mode: 0o755, recursive: true })
    mkdirSync(join(upper, 'etc'), { recursive: true })
    writeFileSync(join(upper, 'etc/hosts'), `127.0.0.1 localhost ${this.#hosts.join(' ')}\n`)
    installPrograms(upper)
    const mounts = (container.volumeMounts ?? []).map((mount) => {
      const source = this.#source(podName, pod, mount.name, uid, options)
      return { ...mount, source: mount.subPath === undefined ? source : join(source, mount.subPath) }
    })
    for (const { mountPath, subPath } of mounts) {
      const target = join(upper, mountPath)
      mkdirSync(subPath === undefined ? target : dirname(target), { recursive: true })
      if (subPath !== undefined) writeFileSync(target, '')
    }
    // A checkout below /tmp would vanish under the container's own /tmp.
    const hidden = [projectFolder, pythonHome()].filter((path) =>
      mounts.some(({ mountPath }) => path.startsWith(`${mountPath}/`)),
    )
    const size = (name: string) => (name === 'data' && options.dataSize !== undefined ? options.dataSize : undefined)
    return [
      `mount -t overlay overlay -o lowerdir=/,upperdir=${upper},workdir=${work} ${root}`,
      `mount --rbind /proc ${root}/proc`,
      `mount --rbind /dev ${root}/dev`,
      `mount --bind ${this.#path('postgresql')} ${root}${postgresFolder}`,
      ...mounts.flatMap(({ name, mountPath, readOnly, source }) => {
        const target = `${root}${mountPath}`
        const limit = size(name)
        if (limit !== undefined)
          return [`mount -t tmpfs -o size=${limit},uid=${uid},gid=${uid},mode=0770 tmpfs ${target}`]
        return [
          `mount --bind ${source} ${target}`,
          ...(readOnly === true ? [`mount -o remount,ro,bind ${target}`] : []),
        ]
      }),
      ...hidden.flatMap((path) => [
        `mkdir -p ${root}${path}`,
        `mount --bind ${path} ${root}${path}`,
        `mount -o remount,ro,bind ${root}${path}`,
      ]),
      `mount -o remount,ro,bind ${root}`,
      `exec chroot ${root} setpriv --reuid=${uid} --regid=${uid} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all "$@"`,
    ].join('\n')
  }

  /** The folder behind a volume, with the content and the rights that the kubelet gives it. */
  #source(podName: string, pod: Pod, name: string, uid: number, { files = {} }: StartOptions): string {
    const volume = pod.spec.volumes?.find((one) => one.name === name)
    const config = volume?.configMap?.name
    const secret = volume?.secret
    if (config !== undefined || secret !== undefined) {
      // Each start has its own: what another container of the pod reads must not change under it.
      const folder = this.#path(`files-${this.#count}`, name)
      mkdirSync(folder, { recursive: true })
      const data = {
        ...(secret ? pod.release.data('Secret', secret.secretName ?? '') : pod.release.data('ConfigMap', config ?? '')),
      }
      const items = secret?.items ?? volume?.configMap?.items ?? Object.keys(data).map((key) => ({ key, path: key }))
      for (const { key, path } of items) {
        const text = files[`${name}/${path}`] ?? data[key]
        if (text === undefined) throw new Error(`the volume ${name} has no ${key}`)
        const file = join(folder, path)
        writeFileSync(file, text)
        // With an fsGroup the kubelet lets the group read, and nobody else.
        chownSync(file, 0, uid)
        chmodSync(file, secret === undefined ? 0o644 : 0o440)
      }
      return folder
    }
    const folder = this.volume(podName, name)
    mkdirSync(folder, { recursive: true })
    chownSync(folder, 0, uid)
    chmodSync(folder, 0o2770)
    return folder
  }
}

const killGroup = ({ pid }: ChildProcess): void => {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** The installation behind the virtual environments of the applications. */
const pythonHome = (): string => {
  const config = readFileSync(join(projectFolder, 'apps/api/.venv/pyvenv.cfg'), 'utf8')
  return /^home = (.*)$/m.exec(config)?.[1] ?? '/usr/bin'
}

const parentsOf = (...paths: readonly string[]): readonly string[] => {
  const parents = paths.flatMap((path) => {
    const parts = path.split('/').filter((part) => part !== '')
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
  })
  return [...new Set(parents)]
}
