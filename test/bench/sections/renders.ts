import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../../src/cli/project.js'
import { readValuesFile } from '../../../src/cli/values-input.js'
import { parseManifests } from '../../../src/helm/testing/helm-command.js'
import type { HelmEngine } from '../../../src/helm/testing/index.js'
import { newestHelm } from '../../support/render-with-helm.js'
import { type Child, startChild } from '../child.js'
import { runCommand } from '../command.js'
import { type Contender, interleave, samplesOf } from '../contender.js'
import { engineContender, requestOf, startEngine } from '../engine.js'
import { duration, ratioCell, timeCells, timeHeader, times } from '../figures.js'
import { helmTemplate, productionValues } from '../helm.js'
import type { RenderReply, RenderRequest } from '../in-process/render.js'
import { type Bench, type Goal, type Outcome, type Section, verdictOf } from '../outcome.js'
import { compareObjects, type Made } from '../same-objects.js'
import { ratioOf, summarize } from '../statistics.js'

const rounds = 30
/** In a row, as the tests and reports that render in process do it. */
const rendersInNode = 1000
/** 30 rounds of 34 are 1,000 renders, and 20 more. Go compiles nothing while it runs, so shorter rows are as good. */
const rendersInGo = 34
const wantedAgainstHelm = 100

const names = {
  slipway: 'slipway in process',
  slipwayUnchecked: 'slipway in process, no schema',
  engine: 'Go engine in process',
  engineUnchecked: 'Go engine in process, no schema',
  command: '`helm template`, a process each',
} as const

type RenderChild = Child<RenderRequest, RenderReply>

const measure = async (bench: Bench): Promise<Outcome> => {
  const { compiled, scratch, folder } = bench.workspace()
  const chart = join(projectFolder, 'chart')
  const inputs = scratch('render')
  const overrides = join(inputs, 'overrides.json')
  writeFileSync(overrides, JSON.stringify(readValuesFile(productionValues)))
  const child: RenderChild = startChild(compiled('render'), [join(chart, 'values.schema.json'), overrides])
  const engine = startEngine()
  try {
    const equality = await compareRenders(child, engine, chart, folder)
    const contenders: readonly Contender[] = [
      inNode(names.slipway, child, true),
      inNode(names.slipwayUnchecked, child, false),
      ...(engine === undefined
        ? []
        : [
            engineContender(names.engine, engine, requestOf(chart), rendersInGo),
            engineContender(names.engineUnchecked, engine, requestOf(withoutSchema(chart, inputs)), rendersInGo),
          ]),
      { name: names.command, run: () => runCommand(helmTemplate(chart, folder)).milliseconds },
    ]
    const samples = await interleave(contenders, bench, rounds)
    const own = samplesOf(samples, names.slipway)
    const againstHelm = ratioOf(samplesOf(samples, names.command), own).median
    return {
      goals: [
        {
          what: 'one render of production against a `helm template` process',
          wanted: `at least ${wantedAgainstHelm}× faster`,
          measured: `${times(againstHelm)} faster`,
          verdict: verdictOf(againstHelm >= wantedAgainstHelm),
        },
        engineGoal(engine && ratioOf(own, samplesOf(samples, names.engine)).median),
      ],
      tables: [
        {
          header: ['one render of values/production.yaml', ...timeHeader, '1,000 renders', 'slipway is faster by'],
          rows: [...samples].map(([name, each]) => [
            name,
            ...timeCells(summarize(each)),
            duration(summarize(each).median * 1000),
            name === names.slipway ? '1×' : ratioCell(ratioOf(each, own)),
          ]),
        },
      ],
      notes: [
        ...equality,
        `A run of slipway is the mean of ${rendersInNode.toLocaleString('en-US')} renders in a row, a run of the Go ` +
          `engine that of ${rendersInGo}, collection of garbage included; "1,000 renders" is the median times 1,000. ` +
          'Chart and values file are loaded; each render merges the values, validates them and makes the objects. ' +
          'slipway compiles the schema once per chart, Helm once per render; the rows without a schema show ' +
          'what is left. The Go engine ends with text, slipway with objects.',
        ...(engine === undefined ? ['The Go engine was not there: `make tools` builds it.'] : []),
      ],
    }
  } finally {
    child.close()
    engine?.close()
  }
}

const engineGoal = (ratio: number | undefined): Goal => ({
  what: 'time of one render of production against the Go engine in process',
  wanted: 'at most 1×',
  measured: ratio === undefined ? '' : times(ratio),
  verdict: ratio === undefined ? 'not measured' : verdictOf(ratio <= 1),
})

const withoutSchema = (chart: string, folder: string): string => {
  const copy = join(folder, 'chart')
  cpSync(chart, copy, { recursive: true })
  rmSync(join(copy, 'values.schema.json'))
  return copy
}

const inNode = (name: string, child: RenderChild, validate: boolean): Contender => ({
  name,
  run: async () => (await child.ask({ renders: rendersInNode, validate })).milliseconds / rendersInNode,
})

/** Different work could not be compared. */
const compareRenders = async (
  child: RenderChild,
  engine: HelmEngine | undefined,
  chart: string,
  folder: string,
): Promise<readonly string[]> => {
  const reference: Made = {
    by: `\`helm template\` ${newestHelm}`,
    objects: parseManifests(runCommand(helmTemplate(chart, folder)).stdout).map(({ object }) => object),
  }
  const own = await child.ask({ renders: 1, validate: true })
  const real = await engine?.render(requestOf(chart))
  return [
    compareObjects({ by: 'slipway', objects: own.objects }, reference),
    ...(real === undefined
      ? []
      : [compareObjects({ by: 'The Go engine', objects: real.objects.map(({ object }) => object) }, reference)]),
  ]
}

export const renders: Section = { name: 'renders', title: 'Rendering production', measure }
