import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { places } from './places.js'

/** What stands for `${name}` in the files of `config/`. */
export type Facts = Readonly<Record<string, string>>

/** Writes a file of `config/` with its facts filled in, where it has changed, and returns its path. */
export function writeConfig(name: string, folder: string, facts: Facts): string {
  const text = fill(readFileSync(join(places.source.config, name), 'utf8'), facts, name)
  const file = join(folder, name)
  // kube-proxy ends itself when its file is written, even with the same text.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return file
}

/** The flags in `config/NAME.flags`: one a line, besides comments and empty lines. */
export function flagsOf(name: string, folder: string, facts: Facts): readonly string[] {
  const text = readFileSync(writeConfig(`${name}.flags`, folder, facts), 'utf8')
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}

const fill = (text: string, facts: Facts, name: string): string =>
  text.replace(/\$\{(\w+)\}/g, (_, fact: string) => {
    const value = facts[fact]
    if (value === undefined) throw new Error(`config/${name} asks for "${fact}", which is not among the facts`)
    return value
  })
