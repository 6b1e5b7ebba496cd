import { existsSync, readFileSync } from 'node:fs'
import { parseDocument } from 'yaml'
import { helmYaml, mergeValues, type PlainMap, parseSet } from '../helm/index.js'
import { UserError } from './user-error.js'

/** What a user gives Helm on the command line. */
export interface ValuesInput {
  readonly values?: readonly string[]
  readonly set?: readonly string[]
  readonly setString?: readonly string[]
}

/**
 * All values files and `--set` flags as one map, in Helm's order: files first, then `--set`, then `--set-string`.
 *
 * @throws UserError naming the file and line that cannot be read.
 */
export const readValues = ({ values = [], set = [], setString = [] }: ValuesInput): PlainMap => {
  try {
    const fromFiles = mergeValues(...values.map(readValuesFile))
    const typed = set.reduce((below, text) => parseSet(text, 'typed', below), fromFiles)
    return setString.reduce((below, text) => parseSet(text, 'string', below), typed)
  } catch (error) {
    throw error instanceof UserError ? error : new UserError((error as Error).message)
  }
}

/** One values file, read as Helm reads it. */
export const readValuesFile = (file: string): PlainMap => {
  if (!existsSync(file)) throw new UserError(`${file}: there is no such values file; try -f values/production.yaml`)
  const document = parseDocument(readFileSync(file, 'utf8'), helmYaml)
  const [problem] = document.errors
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line ?? 1
    throw new UserError(`${file}:${line}: ${problem.message.split('\n')[0]}`)
  }
  const content: unknown = document.toJS()
  if (content === null) return {}
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new UserError(`${file}: a values file holds keys and values, such as 'api: {replicas: 2}'`)
  }
  return content as PlainMap
}
