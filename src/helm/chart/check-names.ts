import { variableNameProblem } from '../go/identifiers.js'
import { BuildError } from '../node/build-error.js'
import type { Origin } from '../node/origin.js'
import {
  chartNameProblem,
  filePathProblem,
  helperNameProblem,
  kubeConstraintProblem,
  partialPathProblem,
  templatePathProblem,
  versionProblem,
} from './names.js'

interface Placed {
  readonly origin: Origin
}

interface NamedHelper extends Placed {
  readonly name: string
  readonly parameters: readonly string[]
}

/** The parts of a chart that have names. */
export interface NamedParts {
  readonly metadata: { readonly name: string; readonly version: string; readonly kubeVersion: string }
  readonly templates: Readonly<Record<string, readonly Placed[]>>
  readonly helperFiles: Readonly<Record<string, readonly NamedHelper[]>>
  readonly checks: Readonly<Record<string, readonly Placed[]>>
  readonly notes: Placed
  readonly files: Readonly<Record<string, string>>
}

/** A file of the chart, and where it comes from. */
interface NamedFile extends Placed {
  readonly path: string
  readonly source: string
}

/** Files that every chart has. */
const generatedFiles = [
  'Chart.yaml',
  'values.yaml',
  'values.schema.json',
  '.helmignore',
  'templates/checks.yaml',
  'templates/NOTES.txt',
]

/** Every name that Helm, a file system or a Go template would not take, or that two parts share. */
export const checkNames = (chart: NamedParts): readonly BuildError[] => {
  const { metadata, templates, helperFiles, checks, files, notes } = chart
  const errors: BuildError[] = []
  const refuse = (origin: Origin, problem: string | undefined): void => {
    if (problem !== undefined) errors.push(new BuildError(origin, problem))
  }
  // What belongs to the chart as a whole is said where its last part, the notes, stands.
  refuse(notes.origin, chartNameProblem(metadata.name))
  refuse(notes.origin, versionProblem(metadata.version))
  refuse(notes.origin, kubeConstraintProblem(metadata.kubeVersion))
  const originOf = (nodes: readonly Placed[]): Origin => nodes[0]?.origin ?? notes.origin
  for (const [path, nodes] of Object.entries(templates))
    refuse(originOf(nodes), prefixed('template', templatePathProblem(path)))
  for (const [path, nodes] of Object.entries(helperFiles))
    refuse(originOf(nodes), prefixed('file of helpers', partialPathProblem(path)))
  for (const [path, nodes] of Object.entries(checks))
    refuse(originOf(nodes), prefixed('file of rules', partialPathProblem(path)))
  for (const path of Object.keys(files)) refuse(notes.origin, prefixed('file', filePathProblem(path)))
  errors.push(...helperErrors(Object.values(helperFiles).flat()))
  const named: readonly NamedFile[] = [
    ...generatedFiles.map((path) => ({ path, source: 'the toolkit', origin: notes.origin })),
    ...filesOf(templates, 'yaml', 'templates', originOf),
    ...filesOf(helperFiles, 'tpl', 'helpers', originOf),
    ...filesOf(checks, 'tpl', 'assertions', originOf),
    ...Object.keys(files).map((path) => ({ path, source: 'files', origin: notes.origin })),
  ]
  return [...errors, ...collisions(named)]
}

const prefixed = (what: string, problem: string | undefined): string | undefined =>
  problem === undefined ? undefined : `the ${what} ${problem}`

const filesOf = <Part extends Placed>(
  parts: Readonly<Record<string, readonly Part[]>>,
  extension: string,
  source: string,
  originOf: (nodes: readonly Part[]) => Origin,
): readonly NamedFile[] =>
  Object.entries(parts)
    .filter(([, nodes]) => extension === 'yaml' || nodes.length > 0)
    .map(([path, nodes]) => ({ path: `templates/${path}.${extension}`, source, origin: originOf(nodes) }))

const helperErrors = (helpers: readonly NamedHelper[]): readonly BuildError[] => {
  const known = new Map<string, NamedHelper>()
  return helpers.flatMap((helper) => {
    const { name, parameters, origin } = helper
    const before = known.get(name)
    known.set(name, helper)
    const twice =
      before === undefined
        ? undefined
        : before === helper
          ? `the helper '${name}' is listed twice`
          : `there are two helpers of the name '${name}': Helm would use the last one for both`
    const problems = [twice, helperNameProblem(name), ...parameters.map(parameterProblem(name))]
    return problems.flatMap((problem) => (problem === undefined ? [] : [new BuildError(origin, problem)]))
  })
}

const parameterProblem =
  (helper: string) =>
  (parameter: string): string | undefined => {
    const problem = variableNameProblem(parameter)
    return problem === undefined ? undefined : `a parameter of the helper '${helper}': ${problem}`
  }

/** Paths that are the same where a file system takes capitals for small letters, and files that are folders of others. */
const collisions = (files: readonly NamedFile[]): readonly BuildError[] => {
  const known = new Map<string, NamedFile>()
  const errors: BuildError[] = []
  for (const file of files) {
    const key = keyOf(file.path)
    const before = known.get(key)
    if (before === undefined) known.set(key, file)
    else
      errors.push(new BuildError(file.origin, `'${file.path}' of ${file.source} is the file ${described(before)} too`))
  }
  for (const file of files) {
    const parts = keyOf(file.path).split('/')
    const folders = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
    const blocking = folders.map((folder) => known.get(folder)).find((found) => found !== undefined)
    if (blocking !== undefined) {
      errors.push(
        new BuildError(file.origin, `'${file.path}' of ${file.source} lies in the file ${described(blocking)}`),
      )
    }
  }
  return errors
}

const keyOf = (path: string): string => path.normalize('NFC').toLowerCase()

const described = ({ path, source }: NamedFile): string => `'${path}' of ${source}`
