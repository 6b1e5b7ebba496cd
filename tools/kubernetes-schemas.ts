import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Failure } from './failure.js'
import { gatewayKinds, type Kind, kubernetesKinds, kubernetesVersions } from './kubernetes-kinds.js'
import { definitionsFile, neededBy, redirect, sharedReference } from './schemas/definitions.js'
import { gatewaySchema } from './schemas/gateway-source.js'
import { kubernetesSource } from './schemas/kubernetes-source.js'
import { mapSchema, type Schema } from './schemas/schema.js'
import { bare } from './schemas/strict.js'

const target = fileURLToPath(new URL('../schemas/kubernetes/', import.meta.url))

/** The name under which kubeconform looks for a kind, `{{ .ResourceKind }}{{ .KindSuffix }}.json`. */
function fileName({ apiVersion, kind }: Kind): string {
  const [group = '', version = ''] = apiVersion.split('/')
  const suffix = [group.split('.')[0], version].filter((part) => part !== '')
  return `${[kind, ...suffix].join('-').toLowerCase()}.json`
}

/** All files below `schemas/kubernetes/`, from their path to their text. */
async function generate(): Promise<Map<string, string>> {
  const names = kubernetesKinds.map(fileName)
  const source = await kubernetesSource(kubernetesVersions, [definitionsFile, ...names])
  const gateway = gatewayKinds.map((kind): [string, Schema] => [fileName(kind), gatewaySchema(kind)])
  const files = new Map<string, string>()
  for (const version of kubernetesVersions) {
    const read = (name: string): Schema => mapSchema(source(version, name), bare)
    const kinds = [...names.map((name): [string, Schema] => [name, read(name)]), ...gateway]
    const roots = kinds.map(([, schema]) => schema)
    const all = read(definitionsFile).$defs as Record<string, Schema>
    const definitions = redirect({ definitions: neededBy(roots, all) }, (name) => `#/definitions/${name}`)
    files.set(join(version, definitionsFile), text(definitions))
    for (const [name, schema] of kinds) files.set(join(version, name), text(rootOf(redirect(schema, sharedReference))))
  }
  return files
}

/** A kind's schema: without these two fields an object has no kind, whatever the source says. */
const rootOf = (schema: Schema): Schema => {
  const required = new Set(['apiVersion', 'kind', ...((schema.required as string[] | undefined) ?? [])])
  return { ...schema, required: [...required] }
}

/** Draft 7, because both kubeconform and the usual validators of Node read it as it is. */
const text = (schema: Schema): string =>
  `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema }, null, 2)}\n`

/** The committed files, read from disk. */
async function committed(): Promise<Map<string, string>> {
  const entries = await readdir(target, { recursive: true }).catch(() => [])
  const paths = entries.filter((path) => path.endsWith('.json'))
  const read = paths.map(async (path): Promise<[string, string]> => [path, await readFile(join(target, path), 'utf8')])
  return new Map(await Promise.all(read))
}

function wantsCheck(): boolean {
  try {
    return parseArgs({ options: { check: { type: 'boolean' } } }).values.check ?? false
  } catch (error) {
    throw new Failure(`${(error as Error).message}\nusage: npm run schemas -- [--check]`)
  }
}

async function main(): Promise<void> {
  const check = wantsCheck()
  const files = await generate()
  if (check) {
    const present = await committed()
    const paths = [...new Set([...files.keys(), ...present.keys()])].sort()
    const stale = paths.filter((path) => files.get(path) !== present.get(path))
    if (stale.length === 0) return console.log(`${files.size} schemas are up to date`)
    throw new Failure(`these schemas are not what the sources give; run "npm run schemas":\n  ${stale.join('\n  ')}`)
  }
  await rm(target, { recursive: true, force: true })
  for (const version of kubernetesVersions) await mkdir(join(target, version), { recursive: true })
  for (const [path, content] of files) await writeFile(join(target, path), content)
  console.log(`wrote ${files.size} schemas`)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof Failure)) throw error
  console.error(error.message)
  process.exitCode = 1
}
