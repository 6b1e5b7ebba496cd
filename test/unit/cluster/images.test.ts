import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { imagesOf } from '../../../src/cli/images.js'
import { projectFolder } from '../../../src/cli/project.js'

interface StandIn {
  /** As the chart asks for it. */
  readonly image: string
  /** As the cluster has it. */
  readonly built: string
}

const table = JSON.parse(readFileSync(join(projectFolder, 'test/cluster/images/images.json'), 'utf8')) as Readonly<
  Record<string, readonly StandIn[]>
>
const standIns = Object.values(table).flat()

const everything = ['local', 'production'].map((name) => join(projectFolder, `values/${name}.yaml`))

const images = (...set: readonly string[]): readonly string[] =>
  everything
    .flatMap((file) => imagesOf('shop', { values: [file], set: [...set] }))
    .map((image) => image.split('@')[0] ?? '')

it('every image of the chart has a stand-in, under its name and tag', () => {
  expect(standIns.map(({ image }) => image)).toEqual(expect.arrayContaining([...new Set(images())]))
})

it('the registry alone leads to the stand-ins', () => {
  const built = images('global.image.registry=slipway.local')
  expect(standIns.map((standIn) => standIn.built)).toEqual(expect.arrayContaining([...new Set(built)]))
})
