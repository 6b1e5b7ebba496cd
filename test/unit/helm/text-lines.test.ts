import { describe, expect, it } from 'vitest'
import { configText, eq, ifElse, lines, Resource } from '../../../src/helm/index.js'
import { printed, sample } from '../../support/sample-chart.js'

const isOne = eq(sample.mode, 'one')

describe('alternatives of lines read as a person would write them', () => {
  it('no else for an alternative without lines', () => {
    const file = configText`
      ${ifElse(sample.enabled, lines`on`, lines``)}
    `
    expect(printed(new Resource({ file }))).toBe(`file: |
  {{- if .Values.enabled }}
  on
  {{- end }}
`)
  })

  it('else if for an alternative that is nothing but a choice', () => {
    const file = configText`
      ${ifElse(sample.enabled, lines`on`, lines`${ifElse(isOne, lines`one`, lines`other`)}`)}
    `
    expect(printed(new Resource({ file }))).toBe(`file: |
  {{- if .Values.enabled }}
  on
  {{- else if eq .Values.mode "one" }}
  one
  {{- else }}
  other
  {{- end }}
`)
  })
})
