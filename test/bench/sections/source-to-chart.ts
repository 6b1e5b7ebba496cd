import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseManifests } from '../../../src/helm/testing/helm-command.js'
import { prepareCdk8sApp } from '../cdk8s-app.js'
import { type Command, runCommand } from '../command.js'
import { type Contender, interleave, samplesOf } from '../contender.js'
import { duration, ratioCell, timeCells, timeHeader, times } from '../figures.js'
import { helmTemplate } from '../helm.js'
import { type Bench, type Outcome, type Section, verdictOf } from '../outcome.js'
import { compareObjects } from '../same-objects.js'
import { ratioOf, summarize } from '../statistics.js'
import type { Workspace } from '../workspace.js'

const names = {
  unchanged: 'slipway build, nothing changed',
  component: 'slipway build, a component changed',
  values: 'slipway build, the values changed',
  cold: 'slipway build, cold',
  ready: 'slipway, compiled already',
  usual: 'cdk8s synth with ts-node',
  tsx: 'cdk8s synth with tsx',
  fastest: 'cdk8s, TypeScript 7, then Node',
  compiled: 'cdk8s, compiled already',
} as const

const commands: Readonly<Record<keyof typeof names, string>> = {
  unchanged: '`node bin/slipway.js build`',
  component: 'the same; another timeout in the code of all Services',
  values: 'the same; another default of a value, so the schema is made anew',
  cold: 'the same, without `dist`, `.cache` and `chart`',
  ready: '`node --enable-source-maps dist/cli.js build`: no type check',
  usual: '`cdk8s synth` with the `app: npx ts-node main.ts` of `cdk8s init typescript-app`: types are checked',
  tsx: "`cdk8s synth --app 'tsx main.ts'`: no type check",
  fastest: "slipway's own `tsc`, then `node compiled/main.js`: types are checked",
  compiled: '`node compiled/main.js`: no type check',
}

const warmSeconds = 1
const coldSeconds = 3

const measure = async (bench: Bench): Promise<Outcome> => {
  const { folder } = bench.workspace()
  const reference = parseManifests(runCommand(helmTemplate(join(folder, 'chart'), folder)).stdout)
  const objects = reference.map(({ object }) => object)
  const app = prepareCdk8sApp(bench.progress, objects)
  runCommand(app.usual)
  const equality = compareObjects({ by: 'cdk8s', objects: app.objects() }, { by: 'slipway', objects })

  const processOf = (name: string, command: Command): Contender => ({
    name,
    run: () => runCommand(command).milliseconds,
  })
  const contenders = [
    ...slipwayContenders(bench.workspace()),
    processOf(names.usual, app.usual),
    processOf(names.tsx, app.withTsx),
    {
      name: names.fastest,
      run: () => runCommand(app.compile).milliseconds + runCommand(app.compiled).milliseconds,
    },
    processOf(names.compiled, app.compiled),
  ]
  const samples = await interleave(contenders, bench)
  const of = (contender: keyof typeof names) => samplesOf(samples, names[contender])
  const median = (contender: keyof typeof names) => summarize(of(contender)).median
  const goal = (what: string, contender: keyof typeof names, seconds: number) => ({
    what,
    wanted: `at most ${seconds} s`,
    measured: duration(median(contender)),
    verdict: verdictOf(median(contender) <= seconds * 1000),
  })
  const against = (what: string, own: keyof typeof names, other: keyof typeof names) => {
    const ratio = ratioOf(of(own), of(other))
    return { what, wanted: 'below 1×', measured: times(ratio.median), verdict: verdictOf(ratio.median < 1) }
  }
  return {
    goals: [
      goal('source to chart, nothing changed', 'unchanged', warmSeconds),
      goal('source to chart, a component changed', 'component', warmSeconds),
      goal('source to chart, cold', 'cold', coldSeconds),
      against('time against `cdk8s synth` as cdk8s sets it up, a component changed', 'component', 'usual'),
      against('time against `cdk8s synth` as cdk8s sets it up, cold', 'cold', 'usual'),
      against('time against the fastest cdk8s with a type check, a component changed', 'component', 'fastest'),
    ],
    tables: [
      {
        header: ['contender', 'command', ...timeHeader, 'against `cdk8s synth` with ts-node'],
        rows: (Object.keys(names) as (keyof typeof names)[]).map((contender) => [
          names[contender],
          commands[contender],
          ...timeCells(summarize(of(contender))),
          contender === 'usual' ? '1×' : ratioCell(ratioOf(of(contender), of('usual'))),
        ]),
      },
    ],
    notes: [
      `${equality} (${Object.entries(app.versions)
        .map(([name, version]) => `${name} ${version}`)
        .join(', ')})`,
      'The two do not make the same thing. slipway checks every field of every object against the Kubernetes types and ' +
        'writes templates, a schema and references that any values work with. The cdk8s app writes the objects of one ' +
        'values file, and uses `ApiObject`, which has no types to check or to load: its fastest form. cdk8s caches ' +
        'nothing, so cold and warm are the same for it. Its search for a newer version is switched off.',
      'timonel, the tool closest in purpose, is left out: the npm registry had no package of that name on 2026-11-24, ' +
        'and its documentation asks for Node 22.22 or newer, while slipway supports Node 20.',
    ],
  }
}

const slipwayContenders = ({ folder }: Workspace): readonly Contender[] => {
  const build: Command = { program: process.execPath, args: ['bin/slipway.js', 'build'], cwd: folder }
  const ready: Command = { ...build, args: ['--enable-source-maps', 'dist/cli.js', 'build'] }
  const expecting = (command: Command, output: RegExp) => (): number => {
    const { milliseconds, stdout } = runCommand(command)
    if (!output.test(stdout)) throw new Error(`the build was expected to say ${output}, but said:\n${stdout}`)
    return milliseconds
  }
  const platform = join(folder, 'src/platform')
  const nothing = /\(0 changed\)/
  return [
    { name: names.unchanged, prepare: upToDate(build), run: expecting(build, nothing) },
    {
      name: names.component,
      prepare: changeNumber(platform, /(?<=clientIP: \{ timeoutSeconds: )\d+/),
      run: expecting(build, /^wrote chart\/templates\/.*\bservice\.yaml$/m),
    },
    {
      name: names.values,
      prepare: changeNumber(platform, /(?<=maxUploadMegabytes: )\d+/),
      run: expecting(build, /^wrote chart\/values\.yaml$/m),
    },
    {
      name: names.cold,
      prepare: () => {
        for (const made of ['dist', '.cache', 'chart']) rmSync(join(folder, made), { recursive: true, force: true })
      },
      run: expecting(build, /^wrote chart\/Chart\.yaml$/m),
    },
    { name: names.ready, prepare: upToDate(build), run: expecting(ready, nothing) },
  ]
}

/** Only before the first round: each contender leaves everything up to date. */
const upToDate = (build: Command) => (round: number) => {
  if (round === 0) runCommand(build)
}

/**
 * Makes the number larger that is found in one file of the folder, whichever it is, so that no round finds the source of an
 * earlier one in a cache.
 */
const changeNumber = (folder: string, number: RegExp) => {
  const file = sourceWith(folder, number)
  return () => {
    const source = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      source.replace(number, (found) => String(Number(found) + 1)),
    )
  }
}

const sourceWith = (folder: string, pattern: RegExp): string => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path))
    .filter((path) => pattern.test(readFileSync(path, 'utf8')))
  const [file] = files
  if (file !== undefined && files.length === 1) return file
  throw new Error(`${files.length} files of ${folder} have ${pattern}, not one; tell the benchmark what to change`)
}

export const sourceToChart: Section = { name: 'source-to-chart', title: 'Source to chart on disk', measure }
