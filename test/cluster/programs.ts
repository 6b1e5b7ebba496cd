import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { goEnvironment } from '../../tools/install/go.js'
import { inTurn } from './lock.js'
import { places } from './places.js'
import { say } from './progress.js'
import { run } from './shell.js'

/** Every program of the cluster that is built here, and its Go package. */
export const packages = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
  kubectl: 'k8s.io/kubernetes/cmd/kubectl',
  kubelet: 'k8s.io/kubernetes/cmd/kubelet',
  'kube-proxy': 'k8s.io/kubernetes/cmd/kube-proxy',
  policies: './cmd/policies',
  volumes: './cmd/volumes',
  pause: './cmd/pause',
  probe: './cmd/probe',
  load: './cmd/load',
  coredns: './cmd/coredns',
  'metrics-server': 'sigs.k8s.io/metrics-server/cmd/metrics-server',
  kwok: 'sigs.k8s.io/kwok/cmd/kwok',
} as const

export type ProgramName = keyof typeof packages

/** What fake nodes and their pods go through: files of KWOK's own module. */
const stages = ['node/fast/node-initialize', 'pod/fast/pod-ready', 'pod/fast/pod-complete', 'pod/fast/pod-delete']

/** A name for the state of everything that decides what the build yields. */
export function programsKey(): string {
  const hash = createHash('sha256').update(JSON.stringify([packages, stages, process.arch]))
  const files = readdirSync(places.source.programs, { recursive: true, encoding: 'utf8' }).sort()
  for (const file of files) {
    const path = join(places.source.programs, file)
    if (statSync(path).isFile()) hash.update(file).update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 16)
}

const builtFolder = (): string => join(places.programs, programsKey())

/** The program that the cluster runs, or will run when there is none. */
export const programPath = (name: ProgramName): string => join(places.runningPrograms, name)

/** Chooses the programs of a new cluster; a running one keeps its own, whatever the pins say now. */
export function choosePrograms(): void {
  if (existsSync(places.runningPrograms)) {
    if (realpathSync(places.runningPrograms) !== builtFolder()) {
      say('programs: the cluster runs others than the pins ask for; `down` and `up` changes them')
    }
    return
  }
  mkdirSync(places.state, { recursive: true })
  symlinkSync(builtFolder(), places.runningPrograms)
}

/**
 * Builds what is missing in the cache, and removes what was built from other pins.
 *
 * @throws Failure when Go is missing or the build fails
 */
export const buildPrograms = (): Promise<void> =>
  existsSync(builtFolder()) ? Promise.resolve() : inTurn(places.programsLock, buildMissing)

async function buildMissing(): Promise<void> {
  const folder = builtFolder()
  if (existsSync(folder)) return
  say('programs: building Kubernetes, etcd and the rest with Go; the first time some 10 minutes on two cores')
  const unfinished = `${folder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  const settings = await goEnvironment()
  await compile(unfinished, settings)
  for (const [name, path] of Object.entries(packages))
    renameSync(join(unfinished, builtName(path)), join(unfinished, name))
  await writeStages(unfinished, settings)
  renameSync(unfinished, folder)
  removeOthers(folder)
  say(`programs: ${Object.keys(packages).length} built`)
}

async function compile(target: string, env: NodeJS.ProcessEnv): Promise<void> {
  const version = (await go(['list', '-m', '-f', '{{.Version}}', 'k8s.io/kubernetes'], env)).trim()
  const needed = (await go(['list', '-deps', ...Object.values(packages)], env)).split('\n').length
  let compiled = 0
  const timer = setInterval(() => say(`programs: ${compiled} packages compiled, ${needed} at most`), 30_000)
  try {
    // One command for all: Go then links one program while it compiles another.
    await go(
      ['build', '-v', '-trimpath', '-ldflags', stamped(version), '-o', `${target}/`, ...Object.values(packages)],
      env,
      () => {
        compiled += 1
      },
    )
  } finally {
    clearInterval(timer)
  }
}

/** Without its version Kubernetes says that it is v0.0.0, and Helm refuses every chart that asks for a version. */
const stamped = (version: string): string => {
  const [major = '', minor = ''] = version.slice(1).split('.')
  const facts = { gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' }
  const packages = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version']
  const stamps = packages.flatMap((path) => Object.entries(facts).map(([name, value]) => `-X ${path}.${name}=${value}`))
  // -s -w: no debug tables, a third smaller.
  return ['-s -w', ...stamps].join(' ')
}

async function writeStages(target: string, env: NodeJS.ProcessEnv): Promise<void> {
  const module = (await go(['list', '-m', '-f', '{{.Dir}}', 'sigs.k8s.io/kwok'], env)).trim()
  const texts = stages.map((stage) => readFileSync(join(module, `kustomize/stage/${stage}.yaml`), 'utf8'))
  writeFileSync(join(target, 'kwok-stages.yaml'), texts.join('---\n'))
}

const go = (args: readonly string[], env: NodeJS.ProcessEnv, onErrorLine?: (line: string) => void): Promise<string> =>
  run('go', args, { cwd: places.source.programs, env, ...(onErrorLine && { onErrorLine }) })

/** Go calls a program like the last part of its package that is no version. */
const builtName = (path: string): string => basename(path.replace(/\/v\d+$/, ''))

const removeOthers = (folder: string): void => {
  const kept = [folder, existsSync(places.runningPrograms) ? realpathSync(places.runningPrograms) : folder]
  for (const other of readdirSync(places.programs)) {
    if (!kept.includes(join(places.programs, other)))
      rmSync(join(places.programs, other), { recursive: true, force: true })
  }
}
