import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What a page tells its reader to do to one file. */
export interface Step {
  readonly file: string
  /** The section that it stands in. */
  readonly section: string
  readonly isEdit: boolean
  readonly text: string
}

/** The code blocks of a page that name a file: ```` ```ts path ```` is a new file, ```` ```diff path ```` an edit. */
export const stepsOf = (page: string): readonly Step[] =>
  page.split(/^## /m).flatMap((part) => {
    const section = part.slice(0, part.indexOf('\n'))
    return [...part.matchAll(/^```(\w+) (\S+)\n(.*?)^```$/gms)].map(([, language, file = '', text = '']) => ({
      file,
      section,
      isEdit: language === 'diff',
      text,
    }))
  })

/** Does it. @throws Error when the file of an edit has not what the page shows, or has it twice. */
export const follow = (step: Step, folder: string): void => {
  const path = join(folder, step.file)
  if (!step.isEdit) {
    if (existsSync(path)) throw new Error(`${step.file} is there already`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, step.text)
    return
  }
  const edited = step.text
    .split(/^@@\n/m)
    .reduce((text, hunk) => edit(text, hunk, step.file), readFileSync(path, 'utf8'))
  writeFileSync(path, edited)
}

const edit = (text: string, hunk: string, file: string): string => {
  const lines = hunk.split('\n').slice(0, -1)
  const side = (sign: '+' | '-') =>
    lines
      .filter((line) => line.startsWith(' ') || line.startsWith(sign))
      .map((line) => `${line.slice(1)}\n`)
      .join('')
  const parts = text.split(side('-'))
  if (parts.length !== 2) throw new Error(`${file} has this ${parts.length - 1} times:\n${side('-')}`)
  return parts.join(side('+'))
}

/** Lines that the reader writes. */
export const linesOf = ({ isEdit, text }: Step): number =>
  text.split('\n').filter((line) => (isEdit ? line.startsWith('+') : line.trim() !== '')).length
