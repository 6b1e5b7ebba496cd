import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { projectFolder } from '../../src/cli/project.js'
import type { PlainMap } from '../../src/helm/index.js'
import { nullsIn } from './nulls.js'
import { templates } from './templates.js'
import { undeclaredPaths, unusedKeys } from './value-paths.js'

const text = readFileSync(join(projectFolder, 'chart/values.yaml'), 'utf8')
const values = parse(text) as PlainMap

it('has no key that no template uses', () => {
  expect(unusedKeys(values, templates)).toEqual([])
})

it('has every key that a template uses', () => {
  expect(undeclaredPaths(values, templates)).toEqual([])
})

it('has no null, which would delete a key of a parent chart', () => {
  expect(nullsIn(values)).toEqual([])
})

describe('the scan of the templates', () => {
  const scanned = (text: string) => [{ path: 'a.yaml', text }]
  const some = { a: { b: 1, c: { d: 2 } }, list: [], empty: {} }

  it('finds unused keys', () => {
    expect(unusedKeys(some, scanned('{{ .Values.a.b }}'))).toEqual(['a.c.d', 'list', 'empty'])
  })

  it('takes the use of a map for the use of all its keys', () => {
    expect(unusedKeys(some, scanned('{{ toYaml .Values.a }} {{ $.Values.list }} {{ .root.Values.empty }}'))).toEqual([])
  })

  it('follows variables, whose binding is no use', () => {
    expect(unusedKeys(some, scanned('{{- $c := .Values.a }}{{ $c.b }}{{ .Values.list }}{{ .Values.empty }}'))).toEqual([
      'a.c.d',
    ])
  })

  it('finds paths that are not declared', () => {
    expect(undeclaredPaths(some, scanned('{{ .Values.a.x }}{{ $c := .Values.a.c }}{{ $c.y }}'))).toEqual([
      'a.x',
      'a.c.y',
    ])
  })
})

it('finds nulls', () => {
  expect(nullsIn(parse('a: { b: null, c: [1, ~], d: "null" }\ne:\n'))).toEqual(['a.b', 'a.c.1', 'e'])
})
