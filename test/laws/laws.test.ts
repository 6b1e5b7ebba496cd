import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { laws } from './laws.js'

const folder = fileURLToPath(new URL('.', import.meta.url))

const proofs = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(`${folder}${file}`, 'utf8'))
  .join('\n')

it.each(Object.keys(laws))('%s is proved to fail on broken objects', (name) => {
  expect(proofs).toMatch(new RegExp(`proves\\(\\s*${name},`))
})
