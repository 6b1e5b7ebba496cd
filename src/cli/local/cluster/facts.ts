import { sources } from '../machine/places.js'
import { ask, findProgram, firstLine } from '../machine/programs.js'
import type { Answer, Facts, NodeImage } from './choice.js'
import { isThere, nodeImageOf } from './kind.js'

/** Asks this machine what it has. It takes seconds at most, and changes nothing. */
export const factsOfThisMachine = async (): Promise<Facts> => ({
  operatingSystem: process.platform,
  isRoot: process.getuid?.() === 0,
  ...(await dockerFacts()),
})

const dockerFacts = async (): Promise<Pick<Facts, 'docker' | 'kind' | 'hasKindCluster' | 'nodeImage'>> => {
  const docker = await dockerAnswer()
  if ('silence' in docker) return { docker }
  const kind = await kindProgram()
  if (kind === undefined) return { docker }
  const hasKindCluster = await isThere(kind.program).catch(() => false)
  if (hasKindCluster) return { docker, kind, hasKindCluster }
  return { docker, kind, hasKindCluster, nodeImage: await whereIs(nodeImageOf(kind.version)) }
}

const dockerAnswer = async (): Promise<Answer> => {
  const command = ['version', '--format', '{{.Server.Version}}'] as const
  const { isSuccess, output, complaint } = await ask('docker', command, { timeoutSeconds: 20 })
  if (isSuccess && output !== '') return { version: output }
  return { silence: complaint.includes('ENOENT') ? 'it is not installed' : firstLine(complaint) }
}

/** The pinned kind goes before one on PATH. */
export const kindProgram = async (): Promise<Facts['kind']> => {
  const program = findProgram('kind', sources.tools)
  if (program === undefined) return undefined
  const { output } = await ask(program, ['version'], { timeoutSeconds: 20 })
  const version = /v(\d+\.\d+\.\d+)/.exec(output)?.[1]
  return version === undefined ? undefined : { program, version }
}

/** An image that was loaded from a file has no digest, so its name alone will do. */
const whereIs = async (image: string): Promise<NodeImage> => {
  const [name = image] = image.split('@')
  for (const one of [image, name]) {
    const { isSuccess } = await ask('docker', ['image', 'inspect', '--format', '{{.Id}}', one], { timeoutSeconds: 20 })
    if (isSuccess) return { name: one, where: 'here' }
  }
  const { isSuccess, complaint } = await ask('docker', ['manifest', 'inspect', image], { timeoutSeconds: 30 })
  return isSuccess ? { name: image, where: 'registry' } : { name, where: 'nowhere', why: firstLine(complaint) }
}
