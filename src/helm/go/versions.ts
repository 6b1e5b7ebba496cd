/** A version as github.com/Masterminds/semver v3 reads it: `1`, `v1.2`, `01.2` and `1.2.3-rc.1+build` are versions. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
  readonly pre: string
}

const identifiers = '(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)'
const number = '(0|[1-9]\\d*)'
const suffixes = `(?:-(${identifiers}(?:\\.${identifiers})*))?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?`
const looseVersion = new RegExp(`^v?(\\d{1,19})(?:\\.(\\d{1,19}))?(?:\\.(\\d{1,19}))?${suffixes}$`)
const strictVersion = new RegExp(`^${number}\\.${number}\\.${number}${suffixes}$`)

/** `undefined` for what Helm refuses as the version of a chart. */
export const parseVersion = (text: string): Version | undefined => {
  const match = text.length > 256 ? null : looseVersion.exec(text)
  if (match === null) return undefined
  const [, major, minor = '0', patch = '0', pre = ''] = match
  return { major: Number(major), minor: Number(minor), patch: Number(patch), pre }
}

/** True for a version of https://semver.org, which registries and `helm package` ask for: three numbers, no `v`. */
export const isSemanticVersion = (text: string): boolean => text.length <= 256 && strictVersion.test(text)

/** A positive number when `a` is the later version. */
const compare = (a: Version, b: Version): number => {
  const [difference] = [a.major - b.major, a.minor - b.minor, a.patch - b.patch].filter((value) => value !== 0)
  if (difference !== undefined) return difference
  if (a.pre === '' || b.pre === '') return a.pre === b.pre ? 0 : a.pre === '' ? 1 : -1
  return comparePre(a.pre, b.pre)
}

const comparePre = (a: string, b: string): number => {
  const [ours, theirs] = [a.split('.'), b.split('.')]
  for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
    const difference = comparePart(ours[index] ?? '', theirs[index] ?? '')
    if (difference !== 0) return difference
  }
  return 0
}

/** Numbers come before words, and nothing before both. */
const comparePart = (a: string, b: string): number => {
  if (a === b) return 0
  if (a === '' || b === '') return a === '' ? -1 : 1
  const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)]
  if (isNumberA && isNumberB) return Number(a) - Number(b)
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1
  return a > b ? 1 : -1
}

interface Constraint {
  readonly operator: string
  readonly version: Version
  /** Parts that the author left open, as in `1.x`, `1` and `*`. */
  readonly isOpen: boolean
  readonly isMinorOpen: boolean
  readonly isPatchOpen: boolean
}

// The library's own expressions, with Go's `\s` and its stray `|` in the classes.
const space = '[\\t\\n\\f\\r ]'
const part = '[0-9|xX*]+'
const written = `v?(${part})(\\.${part})?(\\.${part})?(-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?`
const plain = written.replaceAll(/\((?!\?)/g, '(?:')
const operators = '=||!=|>|<|>=|=>|<=|=<|~|~>|\\^'
const one = new RegExp(`^${space}*(${operators})${space}*(?:${written})${space}*$`)
const each = new RegExp(`(?:${operators})${space}*(?:${plain})`, 'g')
const term = `(?:${operators})${space}*(?:${plain})${space}*`
const group = new RegExp(`^${space}*${term}(?:(?:${space}+|,${space}*)${term})*$`)
const range = new RegExp(`${space}*(${plain})${space}+-${space}+(${plain})${space}*`, 'g')

/** Tells whether a version fits a constraint such as `>=1.33-0 <2`; `undefined` for what is no constraint. */
export const parseConstraint = (text: string): ((version: Version) => boolean) | undefined => {
  if (Buffer.byteLength(text) > 512) return undefined
  const groups = text.replace(range, '>= $1, <= $2 ').split('||')
  if (groups.length > 32) return undefined
  const parsed = groups.map((terms) => (group.test(terms) ? (terms.match(each) ?? []).map(constraintOf) : [undefined]))
  if (parsed.flat().includes(undefined)) return undefined
  return (version) =>
    (parsed as readonly (readonly Constraint[])[]).some((terms) => {
      // A group takes pre-releases only if one of its terms names one.
      if (version.pre !== '' && terms.every(({ version: { pre } }) => pre === '')) return false
      return terms.every((constraint) => fits(version, constraint))
    })
}

const constraintOf = (text: string): Constraint | undefined => {
  const [, operator = '', major = '', minor = '', patch = '', pre = ''] = one.exec(text) ?? []
  const isX = (number: string): boolean => ['', 'x', 'X', '*'].includes(number.replace('.', ''))
  const isMinorOpen = !isX(major) && isX(minor)
  const isPatchOpen = !isX(major) && !isMinorOpen && isX(patch)
  const isOpen = isX(major) || isMinorOpen || isPatchOpen
  const numbers = isX(major) ? '0.0.0' : isMinorOpen ? `${major}.0.0` : `${major}${minor}${isPatchOpen ? '.0' : patch}`
  const version = parseVersion(`${numbers}${pre}`)
  return version && { operator, version, isOpen, isMinorOpen, isPatchOpen }
}

const fits = (given: Version, constraint: Constraint): boolean => {
  const { operator, version, isOpen, isMinorOpen, isPatchOpen } = constraint
  switch (operator) {
    case '!=':
      return isNot(given, constraint)
    case '>':
      if (!isOpen || given.major !== version.major) {
        return isOpen ? given.major > version.major : compare(given, version) > 0
      }
      if (isMinorOpen) return false
      return isPatchOpen ? given.minor > version.minor : compare(given, version) > 0
    case '<':
      return compare(given, version) < 0
    case '>=':
    case '=>':
      return compare(given, version) >= 0
    case '<=':
    case '=<':
      if (!isOpen) return compare(given, version) <= 0
      if (given.major !== version.major) return given.major < version.major
      return given.minor <= version.minor || isMinorOpen
    case '^':
      return isCaret(given, constraint)
    case '~':
    case '~>':
      return isTilde(given, constraint)
    default:
      return isOpen ? isTilde(given, constraint) : compare(given, version) === 0
  }
}

const isNot = (given: Version, { version, isOpen, isMinorOpen, isPatchOpen }: Constraint): boolean => {
  if (!isOpen) return compare(given, version) !== 0
  if (given.major !== version.major) return true
  if (isMinorOpen) return false
  if (given.minor !== version.minor) return true
  if (!isPatchOpen) return given.patch !== version.patch || compare(given, version) !== 0
  return comparePre(given.pre, version.pre) !== 0
}

const isTilde = (given: Version, { version, isMinorOpen, isPatchOpen }: Constraint): boolean => {
  if (compare(given, version) < 0) return false
  const { major, minor, patch } = version
  if (major === 0 && minor === 0 && patch === 0 && !isMinorOpen && !isPatchOpen) return true
  return given.major === major && (given.minor === minor || isMinorOpen)
}

const isCaret = (given: Version, { version, isMinorOpen, isPatchOpen }: Constraint): boolean => {
  if (compare(given, version) < 0) return false
  const { major, minor, patch } = version
  if (major > 0 || isMinorOpen) return given.major === major
  if (given.major > 0) return false
  if (minor > 0 || isPatchOpen) return given.minor === minor
  return given.minor === 0 && given.patch === patch
}

/** The version of a cluster, such as `v1.36.0`. */
export interface KubeVersion {
  /** What Helm compares with the chart's `kubeVersion`: the numbers alone, without what a vendor adds. */
  readonly compared: Version
  /** The numbers as written, with `v`: what templates see in Helm 3. */
  readonly numbers: string
  /** The whole text, with `v`: what templates see in Helm 4. */
  readonly full: string
}

/**
 * `undefined` for what `--kube-version` refuses (`ParseGeneric` of k8s.io/apimachinery), and for what it takes and no cluster
 * says: spaces, and more than three numbers.
 */
export const parseKubeVersion = (text: string): KubeVersion | undefined => {
  const match = /^v?((0|[1-9]\d{0,8})\.(\d{1,9})(?:\.(\d{1,9}))?)(?![.\d])\S*$/.exec(text)
  if (match === null) return undefined
  const [, , major, minor, patch] = match
  const parts = [major, minor, patch].filter((part) => part !== undefined).map(Number)
  const [first = 0, second = 0, third = 0] = parts
  return {
    compared: { major: first, minor: second, patch: third, pre: '' },
    numbers: `v${parts.join('.')}`,
    full: text.startsWith('v') ? text : `v${text}`,
  }
}
