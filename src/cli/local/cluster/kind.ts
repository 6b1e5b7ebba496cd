import { rm } from 'node:fs/promises'
import { relative } from 'node:path'
import { metadata } from '../../../platform/metadata.js'
import { projectFolder } from '../../project.js'
import { UserError } from '../../user-error.js'
import { places, sources } from '../machine/places.js'
import { ask, lastLines, ProgramFailed, type RunOptions, run } from '../machine/programs.js'
import type { Facts } from './choice.js'
import type { ChartValues, Cluster, Work } from './cluster.js'

/** The name of the cluster, in kind and in the names of its containers. */
const clusterName = 'slipway'

/** The node image that each version of kind was released with. */
const nodeImages: Readonly<Record<string, string>> = {
  '0.33.0': 'kindest/node:v1.37.0@sha256:a1ed56cfb0e7b93589bdf97c8cd566405a265939e3620fc4f5de89adff580ae5',
  '0.32.0': 'kindest/node:v1.36.1@sha256:3489c7674813ba5d8b1a9977baea8a6e553784dab7b84759d1014dbd78f7ebd5',
}

/** The node image for a version of kind; for one that is not known here, the newest. */
export const nodeImageOf = (version: string): string => nodeImages[version] ?? (nodeImages['0.33.0'] as string)

/** The applications, whose images are built here. */
const applications = ['api', 'ui'] as const
type Application = (typeof applications)[number]

/** The name of an image as `apps/build-images` gives it. */
const builtImage = (application: Application): string => `ghcr.io/slipway/${application}`

/** `kind create cluster`, with a configuration for `nodes` nodes on standard input. */
export const createCommand = (image: string): readonly string[] => [
  ...['create', 'cluster', '--name', clusterName, '--image', image, '--config', '-'],
  ...['--kubeconfig', places.kindKubeconfig, '--wait', '180s'],
]

/** One node does everything; more of them are workers beside the control plane. */
export const configuration = (nodes: number): string =>
  JSON.stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    nodes: Array.from({ length: nodes }, (_, index) => ({ role: index === 0 ? 'control-plane' : 'worker' })),
  })

/**
 * A tag that changes with the content of an image. Under a tag that stays, pods would go on with the old content.
 *
 * @param id such as `sha256:4f0c…`
 */
export const contentTag = (tag: string, id: string): string => `${tag}-${id.replace('sha256:', '').slice(0, 12)}`

/** Kubernetes in Docker. Its nodes pull the images of others from their registries. */
export const kindCluster = (
  { kind, hasKindCluster, nodeImage }: Pick<Facts, 'kind' | 'hasKindCluster' | 'nodeImage'>,
  nodes: number | undefined,
): Cluster => {
  const program = kind?.program ?? 'kind'
  const pulled = nodeImage?.where === 'registry' ? ', which is pulled' : ''
  return {
    plan:
      hasKindCluster === true
        ? `kind's cluster ${clusterName}`
        : `kind makes ${clusterName} from ${nodeImage?.name}${pulled}`,
    access: { kubeconfig: places.kindKubeconfig },
    start: async (work) => {
      if (hasKindCluster === true) return resume(program, nodes)
      await create(program, createCommand(nodeImage?.name ?? nodeImageOf('')), nodes ?? 1, work)
      return 'ready'
    },
    images: 'API and UI are built here and loaded into the nodes, which pull all others',
    bringImages: (work) => bring(program, work),
    remove: async (work) => {
      if (!(await isThere(program))) return undefined
      await logged(program, ['delete', 'cluster', '--name', clusterName], places.kindLog, work)
      await rm(places.kindKubeconfig, { force: true })
      return `kind's cluster ${clusterName}`
    },
  }
}

/**
 * Whether kind has the cluster.
 *
 * @throws UserError when it cannot tell, for example without Docker
 */
export const isThere = async (program: string): Promise<boolean> =>
  (await must(program, ['get', 'clusters'])).split('\n').includes(clusterName)

const create = async (program: string, command: readonly string[], nodes: number, work: Work): Promise<void> => {
  try {
    await logged(program, command, places.kindLog, work, configuration(nodes))
  } catch (error) {
    // kind leaves a node behind when it is interrupted, which the next `up` would take for a cluster.
    await ask(program, ['delete', 'cluster', '--name', clusterName])
    throw error
  }
}

/** After a restart of the machine the containers are there, but do not run. */
const resume = async (program: string, nodes: number | undefined): Promise<string> => {
  const label = `label=io.x-k8s.kind.cluster=${clusterName}`
  const { output } = await ask('docker', ['ps', '--all', '--filter', label, '--format', '{{.Names}} {{.State}}'])
  const containers = output.split('\n').map((line) => line.split(' '))
  if (nodes !== undefined && nodes !== containers.length) {
    throw new UserError(
      `--nodes ${nodes}: the cluster has ${containers.length} and keeps them; leave it out, or \`npx slipway down\` first`,
    )
  }
  const stopped = containers.flatMap(([name = '', state]) => (state === 'running' ? [] : [name]))
  if (stopped.length > 0) await must('docker', ['start', ...stopped])
  await must(program, ['export', 'kubeconfig', '--name', clusterName, '--kubeconfig', places.kindKubeconfig])
  return stopped.length > 0 ? `${stopped.length} stopped nodes started` : 'already there'
}

const bring = async (program: string, work: Work): Promise<ChartValues> => {
  await logged(sources.buildImages, ['--tag', metadata.appVersion], places.imagesLog, work)
  const images = await Promise.all(applications.map(tagByContent))
  const names = images.map(({ name }) => name)
  work.tell(`loading ${names.join(' and ')}`)
  try {
    await logged(program, ['load', 'docker-image', ...names, '--name', clusterName], places.kindLog, work)
  } finally {
    // Only the nodes need these tags. What was built keeps its own, so the next build is quick.
    await must('docker', ['image', 'rm', ...names])
  }
  return Object.fromEntries(images.map(({ application, tag }) => [application, { image: { tag } }]))
}

const tagByContent = async (application: Application) => {
  const built = `${builtImage(application)}:${metadata.appVersion}`
  const tag = contentTag(metadata.appVersion, await must('docker', ['image', 'inspect', '--format', '{{.Id}}', built]))
  const name = `${builtImage(application)}:${tag}`
  await must('docker', ['tag', built, name])
  return { application, tag, name }
}

/** The output of a program that has to succeed. */
const must = async (program: string, args: readonly string[]): Promise<string> => {
  const { isSuccess, output, complaint } = await ask(program, args, { timeoutSeconds: 120 })
  if (isSuccess) return output
  throw new UserError(`${[shortened(program), ...args].join(' ')}\n${lastLines(complaint)}`)
}

const logged = async (
  program: string,
  args: readonly string[],
  file: string,
  { signal, tell }: Work,
  input?: string,
): Promise<void> => {
  const options: RunOptions = { signal, log: { file, tell }, ...(input !== undefined && { input }) }
  try {
    await run(program, args, options)
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error
    const command = [shortened(program), ...args].join(' ')
    throw new UserError(`${command} failed:\n${error.message}\nAll of it: ${file}`)
  }
}

const shortened = (program: string): string =>
  program.startsWith(projectFolder) ? relative(projectFolder, program) : program
