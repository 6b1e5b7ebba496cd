import { isSemanticVersion, parseConstraint } from '../go/versions.js'

// What is wrong with a name that an author chose, in a sentence that starts with the name; `undefined` for a good one.

/** A part of a path that every file system takes and Helm's messages show whole. */
const segment = /^[A-Za-z0-9][A-Za-z0-9._-]*$/
const maxSegment = 200

/** Names that Windows keeps for devices, with any extension: a checkout would fail. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

const segmentProblem = (path: string, part: string): string | undefined => {
  if (part === '') return `'${path}' has an empty part: write it without a slash at its ends, and one between folders`
  if (part === '.' || part === '..') return `'${path}' has the part '${part}', which leads out of its folder`
  if (device.test(part)) return `'${path}' has the part '${part}', which is a device for Windows`
  if (part.length > maxSegment) return `'${path}' has a part of more than ${maxSegment} characters`
  return undefined
}

/** The path of an object's file below `templates/`, without `.yaml`: `ui/deployment`. */
export const templatePathProblem = (path: string): string | undefined => {
  for (const part of path.split('/')) {
    const problem = segmentProblem(path, part)
    if (problem !== undefined) return problem
    if (part.startsWith('_')) return `'${path}' has the part '${part}': Helm renders no file that starts with '_'`
    if (!segment.test(part)) return `'${path}': use letters, digits, '-', '_' and '.' only, such as 'ui/deployment'`
  }
  return /\.ya?ml$/i.test(path) ? `'${path}' ends with an extension, which the toolkit adds` : undefined
}

/** The path of a file of named templates below `templates/`, without `.tpl`: `_helpers`, `ui/_checks`. */
export const partialPathProblem = (path: string): string | undefined => {
  const last = path.split('/').at(-1) ?? ''
  if (!last.startsWith('_'))
    return `'${path}' must be a name that starts with '_', or Helm renders the file: '_${last}'`
  return templatePathProblem(`${path.slice(0, -last.length)}${last.slice(1)}`)?.replace(/^'.*?'/, `'${path}'`)
}

/** Files that the toolkit writes or that Helm reads as more than files. */
const ownFiles = new Set([
  ...['chart.yaml', 'chart.lock', 'values.yaml', 'values.schema.json', '.helmignore', 'requirements.yaml'],
  ...['requirements.lock', 'templates', 'charts', 'crds'],
])

/** The path of a further file of a chart: `README.md`, `dashboards/api.json`. */
export const filePathProblem = (path: string): string | undefined => {
  for (const part of path.split('/')) {
    const problem = segmentProblem(path, part)
    if (problem !== undefined) return problem
    if (/[\\:*?"<>|]|[. ]$|^ /.test(part) || /\p{C}/u.test(part)) {
      return `'${path}' has a character that not every file system takes: use letters, digits, '-', '_' and '.'`
    }
  }
  const [top = '', ...below] = path.toLowerCase().split('/')
  if (below.length === 0 && ownFiles.has(top)) return `'${path}' is a file of the chart itself`
  if (top === 'templates')
    return `'${path}' lies in templates/, whose files come from templates, helpers and assertions`
  if (top === 'charts') return `'${path}' lies in charts/, where Helm looks for other charts`
  if (top === 'crds' && !/\.(?:ya?ml|json)$/.test(path)) {
    return `'${path}' lies in crds/, where Helm reads .yaml, .yml and .json only`
  }
  return undefined
}

/** https://helm.sh/docs/chart_best_practices/conventions, and `maxChartNameLength` of `helm create`. */
export const chartNameProblem = (name: string): string | undefined =>
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= 250
    ? undefined
    : `the chart's name '${name}' must be lower-case letters, digits and '-' between them, at most 250 characters`

/** Helm itself takes less, such as `1.2`; registries do not. */
export const versionProblem = (version: string): string | undefined =>
  isSemanticVersion(version)
    ? undefined
    : `the chart's version '${version}' is no semantic version (https://semver.org), such as 1.0.0`

/** A constraint that Helm cannot read fits no cluster. */
export const kubeConstraintProblem = (constraint: string): string | undefined =>
  constraint === '' || parseConstraint(constraint) !== undefined
    ? undefined
    : `the chart's kubeVersion '${constraint}' is no constraint of versions, such as >=1.33-0`

/** The name of a named template: `slipway.fullname`. */
export const helperNameProblem = (name: string): string | undefined =>
  /^[A-Za-z][\w-]*(?:\.[A-Za-z0-9][\w-]*)*$/.test(name)
    ? undefined
    : `the helper's name '${name}' must be words of letters, digits, '-' and '_' with points between them, such as web.fullname`
