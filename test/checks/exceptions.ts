import { readFileSync } from 'node:fs'
import { Ajv, type ErrorObject } from 'ajv'
import { parse } from 'yaml'
import type { Finding, Scanner } from './scanner.js'

/** Findings that are accepted: each check at each object in each rendering, whose text holds `says`. */
export interface Exception {
  readonly tool: Scanner['name']
  readonly checks: readonly string[]
  readonly says?: string
  readonly objects: readonly string[]
  readonly renderings: readonly string[]
  readonly reason: string
}

export interface Verdict {
  /** Findings without an exception. */
  readonly unexpected: readonly string[]
  /** Exceptions without a finding. */
  readonly stale: readonly string[]
}

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** @throws Error that names what is wrong with the entries. */
export const readExceptions = (text: string): readonly Exception[] => {
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(read('exceptions.schema.json')))
  const exceptions: unknown = parse(text)
  if (validate(exceptions)) return exceptions as readonly Exception[]
  throw new Error((validate.errors ?? []).map(describeError).join('\n'))
}

const describeError = ({ instancePath, message, params }: ErrorObject): string =>
  `exceptions.yaml${instancePath} ${message} ${JSON.stringify(params)}`

export const exceptions: readonly Exception[] = readExceptions(read('exceptions.yaml'))

/** Holds what a tool finds in one rendering against the exceptions. Each exception is needed, and used once. */
export const judge = (
  { tool, rendering, findings }: { tool: string; rendering: string; findings: readonly Finding[] },
  accepted: readonly Exception[],
): Verdict => {
  const unused = accepted
    .filter((exception) => exception.tool === tool && exception.renderings.includes(rendering))
    .flatMap(({ checks, objects, says = '' }) =>
      checks.flatMap((check) => objects.map((object) => ({ check, object, text: says }))),
    )
  const unexpected = findings.filter((finding) => {
    const index = unused.findIndex(
      ({ check, object, text }) => check === finding.check && object === finding.object && finding.text.includes(text),
    )
    if (index !== -1) unused.splice(index, 1)
    return index === -1
  })
  return { unexpected: unexpected.map(describe), stale: unused.map(describe) }
}

/** How a finding is written, in messages and as the name of a broken object that has it. */
export const titleOf = ({ check, object }: Finding): string => `${check}: ${object}`

const describe = (finding: Finding): string => `${titleOf(finding)}: ${finding.text}`
