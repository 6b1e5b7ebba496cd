import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkNames, type NamedParts } from '../../../src/helm/chart/check-names.js'
import {
  chartNameProblem,
  filePathProblem,
  helperNameProblem,
  kubeConstraintProblem,
  partialPathProblem,
  templatePathProblem,
  versionProblem,
} from '../../../src/helm/chart/names.js'
import { variableNameProblem } from '../../../src/helm/go/identifiers.js'
import { captureOrigin } from '../../../src/helm/node/origin.js'

describe('names that an author may choose', () => {
  it.each([
    ['template', templatePathProblem, ['deployment', 'ui/config-map', 'a_b/c.d', '9', 'tests/connection']],
    ['file of helpers', partialPathProblem, ['_helpers', 'ui/_checks', '_a-b']],
    [
      'file',
      filePathProblem,
      ['README.md', 'LICENSE', 'dashboards/a b.json', 'crds/a.yaml', '.gitignore', 'a/chart.yaml'],
    ],
    ['chart', chartNameProblem, ['web', 'a', '3scale', 'a-b', 'a'.repeat(250)]],
    ['version', versionProblem, ['0.0.0', '1.2.3', '1.2.3-rc.1+build.5']],
    ['kubeVersion', kubeConstraintProblem, ['', '>=1.33-0', '>=1.33-0 <2', '1.33 - 1.36', '~1.33 || ^1.36', '*']],
    ['helper', helperNameProblem, ['fullname', 'web.fullname', 'my-chart.full-name', 'a.b.c2']],
    ['variable', variableNameProblem, ['a', 'port', 'portKey', 'a_1', 'item', 'ranges']],
  ] as const)('a %s', (_what, problemOf, names) => {
    expect(names.map(problemOf)).toEqual(names.map(() => undefined))
  })
})

describe('names that are refused', () => {
  it.each([
    ['', 'has an empty part'],
    ['/a', 'has an empty part'],
    ['a/', 'has an empty part'],
    ['a//b', 'has an empty part'],
    ['../t', "has the part '..', which leads out of its folder"],
    ['a/./b', "has the part '.'"],
    ['_x', "has the part '_x': Helm renders no file that starts with '_'"],
    ['ui/_x', "has the part '_x'"],
    ['.hidden', 'use letters, digits'],
    ['a b', 'use letters, digits'],
    ['a\\b', 'use letters, digits'],
    ['C:/a', 'use letters, digits'],
    ['a\n', 'use letters, digits'],
    ['é', 'use letters, digits'],
    ['a.yaml', 'ends with an extension, which the toolkit adds'],
    ['a/con', 'is a device for Windows'],
    ['a'.repeat(201), 'has a part of more than 200 characters'],
  ])('the template %j', (path, problem) => {
    expect(templatePathProblem(path)).toMatch(new RegExp(`^'${path.replaceAll('\\', '\\\\')}'`))
    expect(templatePathProblem(path)).toContain(problem)
  })

  it.each([
    ['helpers', "must be a name that starts with '_'"],
    ['_', 'has an empty part'],
    ['../_a', "has the part '..'"],
    ['_a b', "'_a b': use letters"],
    ['', "must be a name that starts with '_'"],
  ])('the file of helpers %j', (path, problem) => {
    expect(partialPathProblem(path)).toContain(problem)
  })

  it.each([
    ['Chart.yaml', 'is a file of the chart itself'],
    ['chart.YAML', 'is a file of the chart itself'],
    ['values.yaml', 'is a file of the chart itself'],
    ['values.schema.json', 'is a file of the chart itself'],
    ['.helmignore', 'is a file of the chart itself'],
    ['Chart.lock', 'is a file of the chart itself'],
    ['templates', 'is a file of the chart itself'],
    ['crds', 'is a file of the chart itself'],
    ['templates/a.yaml', 'lies in templates/'],
    ['Templates/NOTES.txt', 'lies in templates/'],
    ['charts/a.tgz', 'lies in charts/'],
    ['crds/README.md', 'lies in crds/, where Helm reads .yaml, .yml and .json only'],
    ['/etc/passwd', 'has an empty part'],
    ['../a', "has the part '..'"],
    ['a\\b', 'has a character that not every file system takes'],
    ['a:b', 'has a character'],
    ['a\u0000', 'has a character'],
    ['a.', 'has a character'],
    ['nul.txt', 'is a device for Windows'],
  ])('the file %j', (path, problem) => {
    expect(filePathProblem(path)).toContain(problem)
  })

  it.each(['', 'Web', 'a_b', 'a.b', '-a', 'a-', 'a b', "a'b", 'a"b', 'é', 'a'.repeat(251), '..', 'a/b', 'a\n'])(
    'the chart %j',
    (name) => expect(chartNameProblem(name)).toContain('must be lower-case letters'),
  )

  it.each(['', '1', '1.2', 'v1.2.3', '01.2.3', '1.2.3.4', '1.2.3-01', '1.2.3 ', 'banana', 'latest'])(
    'the version %j',
    (version) => expect(versionProblem(version)).toContain('is no semantic version'),
  )

  it.each(['banana', '>=', '>=1.33 &&', '1.33-0 -', ' ', '>>1', '1.2.3.4'])('the kubeVersion %j', (constraint) =>
    expect(kubeConstraintProblem(constraint)).toContain('is no constraint of versions'),
  )

  it.each(['', 'a b', 'a"b', "a'b", 'a..b', '.a', 'a.', '1a', 'a/b', 'a}}b', 'é', 'a\n'])('the helper %j', (name) =>
    expect(helperNameProblem(name)).toContain('must be words of letters'),
  )

  it.each(['', 'a b', 'a-b', 'a"b', "a'b", 'a.b', '1a', '_', '$', 'é', 'a\n', '__proto__'])('the variable %j', (name) =>
    expect(variableNameProblem(name)).toContain('must be letters, digits'),
  )

  it.each(['root', 'range', 'end', 'nil', 'true', 'with'])('the variable %j', (name) =>
    expect(variableNameProblem(name)).toContain('means something in templates already'),
  )

  it('whatever would break out of an action', () => {
    const hostile = fc.string({ minLength: 1, maxLength: 6, unit: 'binary' })
    fc.assert(
      fc.property(hostile, (name) => {
        if (variableNameProblem(name) === undefined) expect(name).toMatch(/^[A-Za-z]\w*$/)
        if (helperNameProblem(name) === undefined) expect(name).toMatch(/^[\w.-]+$/)
        if (templatePathProblem(name) === undefined) expect(name).toMatch(/^[\w./-]+$/)
        if (filePathProblem(name) === undefined) expect(name).not.toMatch(/^\/|^\.\.?(\/|$)|\\|\p{Cc}/u)
      }),
    )
  })
})

describe('the names of a whole chart', () => {
  const here = { origin: captureOrigin() }
  const helper = (name: string, parameters: readonly string[] = []) => ({ name, parameters, ...here })
  const chartOf = (parts: Partial<NamedParts>): NamedParts => ({
    metadata: { name: 'web', version: '1.0.0', kubeVersion: '>=1.33-0' },
    templates: { 'ui/deployment': [here] },
    helperFiles: { _helpers: [helper('web.name')], 'ui/_helpers': [helper('web.ui', ['port'])] },
    checks: { _checks: [here], 'ui/_checks': [here] },
    notes: here,
    files: { 'README.md': '' },
    ...parts,
  })
  const mistakesOf = (parts: Partial<NamedParts>) =>
    checkNames(chartOf(parts)).map(({ message }) => {
      expect(message).toMatch(/^test\/unit\/helm\/names\.test\.ts:\d+:\d+: /)
      return message.replace(/^.*?: /, '')
    })

  it('are fine when nothing is wrong', () => {
    expect(mistakesOf({})).toEqual([])
    expect(mistakesOf({ templates: { empty: [] }, helperFiles: { _checks: [] } })).toEqual([])
  })

  it.each([
    [
      { templates: { checks: [here] } },
      "'templates/checks.yaml' of templates is the file 'templates/checks.yaml' of the toolkit too",
    ],
    [
      { templates: { Checks: [] } },
      "'templates/Checks.yaml' of templates is the file 'templates/checks.yaml' of the toolkit too",
    ],
    [
      { templates: { a: [here], A: [here] } },
      "'templates/A.yaml' of templates is the file 'templates/a.yaml' of templates too",
    ],
    [
      { helperFiles: { _checks: [helper('a')] } },
      "'templates/_checks.tpl' of assertions is the file 'templates/_checks.tpl' of helpers too",
    ],
    [{ files: { 'readme.md': '', 'README.md': '' } }, "'README.md' of files is the file 'readme.md' of files too"],
    [{ files: { a: '', 'a/b': '' } }, "'a/b' of files lies in the file 'a' of files"],
    [
      { templates: { a: [here], 'a.yaml/b': [here] } },
      "'templates/a.yaml/b.yaml' of templates lies in the file 'templates/a.yaml' of templates",
    ],
    [{ templates: { _x: [here] } }, "the template '_x' has the part '_x': Helm renders no file that starts with '_'"],
    [
      { helperFiles: { names: [helper('a')] } },
      "the file of helpers 'names' must be a name that starts with '_', or Helm renders the file: '_names'",
    ],
    [
      { checks: { rules: [here] } },
      "the file of rules 'rules' must be a name that starts with '_', or Helm renders the file: '_rules'",
    ],
    [
      { helperFiles: { _a: [helper('a'), helper('a')] } },
      "there are two helpers of the name 'a': Helm would use the last one for both",
    ],
    [
      { helperFiles: { _a: [helper('a', ['root'])] } },
      "a parameter of the helper 'a': the name 'root' means something in templates already",
    ],
    [
      { helperFiles: { _a: [helper('a b')] } },
      "the helper's name 'a b' must be words of letters, digits, '-' and '_' with points between them, such as web.fullname",
    ],
    [
      { metadata: { name: 'Web', version: '1.0.0', kubeVersion: '' } },
      "the chart's name 'Web' must be lower-case letters, digits and '-' between them, at most 250 characters",
    ],
    [
      { metadata: { name: 'web', version: '1', kubeVersion: '' } },
      "the chart's version '1' is no semantic version (https://semver.org), such as 1.0.0",
    ],
    [
      { metadata: { name: 'web', version: '1.0.0', kubeVersion: 'x y' } },
      "the chart's kubeVersion 'x y' is no constraint of versions, such as >=1.33-0",
    ],
  ] satisfies [Partial<NamedParts>, string][])('%j', (parts, mistake) => {
    expect(mistakesOf(parts)).toEqual([mistake])
  })

  it('may list a helper once', () => {
    const same = helper('a')
    expect(mistakesOf({ helperFiles: { _a: [same], _b: [same] } })).toEqual(["the helper 'a' is listed twice"])
  })

  it('are all refused at once', () => {
    expect(mistakesOf({ files: { 'Chart.yaml': '', 'templates/a.yaml': '' }, templates: { _x: [] } })).toHaveLength(4)
  })
})
