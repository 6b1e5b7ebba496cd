import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { projectFolder } from '../../../src/cli/project.js'
import { readValuesFile } from '../../../src/cli/values-input.js'
import type { PlainMap } from '../../../src/helm/index.js'
import { combinations } from '../../support/combinations.js'
import { runCommand } from '../command.js'
import { kibibytes } from '../figures.js'
import { helm, namespace, productionValues, releaseName } from '../helm.js'
import { type Bench, type Outcome, type Section, verdictOf } from '../outcome.js'

const wantedKibibytes = 350
const chart = join(projectFolder, 'chart')

const inputs: Readonly<Record<string, PlainMap>> = {
  defaults: {},
  'values/production.yaml': readValuesFile(productionValues),
  'everything optional on': combinations['everything optional on'] as PlainMap,
}

const measure = async ({ progress, workspace }: Bench): Promise<Outcome> => {
  const { folder, scratch } = workspace()
  progress('packaging the chart')
  const packageFolder = scratch('package')
  runCommand(helm(['package', chart, '--destination', packageFolder], folder))
  const [archive = ''] = readdirSync(packageFolder)
  const packaged = statSync(join(packageFolder, archive)).size

  const releases = Object.entries(inputs).map(([name, overrides]) => {
    progress(`a release with ${name}`)
    return { name, bytes: releaseBytes(overrides, folder, scratch('release')) }
  })
  const largest = Math.max(packaged, ...releases.map(({ bytes }) => bytes))
  return {
    goals: [
      {
        what: 'packaged chart and release Secret',
        wanted: `at most ${wantedKibibytes} KiB for the full platform`,
        measured: `${kibibytes(largest)} of it used by today's part of the platform`,
        verdict: verdictOf(largest <= wantedKibibytes * 1024),
      },
    ],
    tables: [
      {
        header: ['what', 'size', `share of ${wantedKibibytes} KiB`],
        rows: [
          ['packaged chart (`helm package`)', packaged] as const,
          ...releases.map(({ name, bytes }) => [`release Secret, ${name}`, bytes] as const),
        ].map(([name, bytes]) => [name, kibibytes(bytes), `${((bytes / wantedKibibytes / 1024) * 100).toFixed(0)} %`]),
      },
    ],
    notes: [
      'Helm keeps each revision of a release, the chart included, in one Secret, and Kubernetes refuses a Secret above ' +
        '1 MiB. The size is that of the release as `helm install --dry-run=client -o json` gives it, compressed and in ' +
        'base64, as Helm stores it. Sizes do not depend on the machine; nothing is repeated.',
    ],
  }
}

/** The data of the Secret: the release as JSON, gzip at its best, base64. */
const releaseBytes = (overrides: PlainMap, folder: string, scratch: string): number => {
  const values = join(scratch, 'values.json')
  writeFileSync(values, JSON.stringify(overrides))
  const flags = ['--namespace', namespace, '--values', values, '--dry-run=client', '--output', 'json']
  const { stdout } = runCommand(helm(['install', releaseName, chart, ...flags], folder))
  const release = JSON.parse(stdout) as object
  if (!('chart' in release)) throw new Error('`helm install --output json` gave a release without its chart')
  return Math.ceil(gzipSync(JSON.stringify(release), { level: 9 }).length / 3) * 4
}

export const releaseSize: Section = { name: 'release-size', title: 'Size of a release', measure }
