import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { projectFolder } from '../../src/cli/project.js'
import type { PlainMap } from '../../src/helm/index.js'
import { type Command, runCommand } from './command.js'
import { byKindAndName } from './comparable-objects.js'
import type { Progress } from './progress.js'
import { compiler } from './workspace.js'

const source = join(projectFolder, 'test/bench/cdk8s')
/** cdk8s is no part of the project: it is installed here, when a benchmark asks for it, and kept. */
const folder = join(projectFolder, '.cache/bench/cdk8s')

/** The objects of values/production.yaml as a cdk8s app, with the ways to synthesize it. */
export interface Cdk8sApp {
  /** Versions of what is compared, by package. */
  readonly versions: Readonly<Record<string, string>>
  /** As `cdk8s init typescript-app` sets an app up. */
  readonly usual: Command
  /** The same command, with a runner that does not check types. */
  readonly withTsx: Command
  /** Type check and compilation by the project's own TypeScript. */
  readonly compile: Command
  /** What is compiled already. */
  readonly compiled: Command
  /** What the last synthesis wrote. */
  readonly objects: () => readonly PlainMap[]
}

/** Installs the app unless it is there, writes the objects that it makes into its source, and compiles it. */
export const prepareCdk8sApp = (progress: Progress, objects: readonly PlainMap[]): Cdk8sApp => {
  const lock = readFileSync(join(source, 'package-lock.json'), 'utf8')
  const installed = join(folder, 'node_modules/.installed-lock.json')
  if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
    progress('installing cdk8s and its command line, once…')
    rmSync(folder, { recursive: true, force: true })
    cpSync(source, folder, { recursive: true })
    runCommand({ program: 'npm', args: ['ci', '--no-audit', '--no-fund'], cwd: folder })
    writeFileSync(installed, lock)
  }
  cpSync(source, folder, { recursive: true })
  writeFileSync(join(folder, 'objects.ts'), sourceOf(objects))
  const app = appIn(folder)
  runCommand(app.compile)
  return app
}

const sourceOf = (objects: readonly PlainMap[]): string =>
  `export const objects = ${JSON.stringify(byKindAndName(objects), null, 2)}\n`

const appIn = (cwd: string): Cdk8sApp => {
  const node = (...args: readonly string[]): Command => ({ program: process.execPath, args, cwd })
  // Asking the registry for a newer version is left out: it would measure the network.
  const synth = (...flags: readonly string[]): Command =>
    node('node_modules/cdk8s-cli/bin/cdk8s', 'synth', '--no-check-upgrade', ...helmFormat, ...flags)
  return {
    versions: Object.fromEntries(
      ['cdk8s', 'cdk8s-cli', 'ts-node', 'tsx', 'typescript'].map((name) => [name, versionOf(cwd, name)]),
    ),
    usual: synth(),
    withTsx: synth('--app', 'node_modules/.bin/tsx main.ts'),
    compile: node(compiler, '-p', '.'),
    compiled: node('compiled/main.js'),
    objects: () => readObjects(join(cwd, 'dist')),
  }
}

/** cdk8s writes a chart too, of finished objects. */
const helmFormat = ['--format', 'helm', '--chart-api-version', 'v2', '--chart-version', '0.1.0'] as const

const versionOf = (cwd: string, name: string): string =>
  (JSON.parse(readFileSync(join(cwd, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version

const readObjects = (dist: string): readonly PlainMap[] =>
  readdirSync(join(dist, 'templates')).flatMap((file) =>
    parseAllDocuments(readFileSync(join(dist, 'templates', file), 'utf8'), { version: '1.1' }).map(
      (document) => document.toJS() as PlainMap,
    ),
  )
