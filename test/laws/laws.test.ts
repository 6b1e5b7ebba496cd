import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { laws } from './laws.js'

const folder = fileURLToPath(new URL('.', import.meta.url))

const textOf = (isWanted: (file: string) => boolean): string =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && isWanted(file))
    .map((file) => readFileSync(`${folder}${file}`, 'utf8'))
    .join('\n')

const proofs = textOf((file) => file.endsWith('.test.ts'))
const sources = textOf((file) => !file.endsWith('.test.ts'))

const isProved = (name: string): boolean => new RegExp(`proves\\(\\s*${name},`).test(proofs)
const lawsIn = (source: string): readonly string[] =>
  [...source.matchAll(/^export const (\w+): Law =/gm)].map(([, name = '']) => name)

it.each(Object.keys(laws))('%s is proved to fail on broken objects', (name) => {
  expect(isProved(name)).toBe(true)
})

it('notices a law that is not proved', () => {
  expect(isProved('podsAreRed')).toBe(false)
})

it('knows every law that a file exports', () => {
  expect(Object.keys(laws).sort()).toEqual([...lawsIn(sources)].sort())
})

it('notices a law that is exported', () => {
  expect(lawsIn('export const podsAreRed: Law = () => []\nconst helper: Law = () => []')).toEqual(['podsAreRed'])
})
