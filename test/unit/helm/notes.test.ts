import { describe, expect, it } from 'vitest'
import { assert, type Expr, lines, renderChart, type TextBlock, valuesOf } from '../../../src/helm/index.js'
import { fileOf, sample, sampleChart } from '../../support/sample-chart.js'

// biome-ignore lint/suspicious/noExplicitAny: maps stand in notes only when `any` lets them through.
const anything = valuesOf<any>() as any

describe('notes', () => {
  const notesOf = (notes: TextBlock, overrides = {}) => renderChart(sampleChart({ notes }), { overrides }).notes

  it('end with one line break, whatever the values end with', () => {
    expect(notesOf(lines`Text: ${sample.text}`, { text: 'x\n' })).toBe('Text: x\n')
    expect(notesOf(lines`Text: ${sample.text}`, { text: 'x' })).toBe('Text: x\n')
  })

  it('lose the text that Helm deletes from every file', () => {
    expect(notesOf(lines`Helm prints <no value> for nothing.`)).toBe('Helm prints  for nothing.\n')
  })

  it('show maps and lists as JSON, as their template does', () => {
    const notes = lines`${anything.ports as Expr<string>} ${anything.words as Expr<string>}`
    expect(notesOf(notes)).toBe('{"admin":9000,"http":80} ["alpha","beta"]\n')
    expect(fileOf(sampleChart({ notes }), 'templates/NOTES.txt')).toBe(
      '{{ .Values.ports | toJson }} {{ .Values.words | toJson }}\n',
    )
  })

  it('are empty when a rule refuses the values, as Helm prints none', () => {
    const rule = assert({ key: 'enabled', refuseWhen: sample.enabled, problem: 'is on', example: 'enabled: false' })
    const chart = sampleChart({ assertions: [rule] })
    expect(renderChart(chart).notes).toBe('')
    expect(renderChart(chart, { overrides: { enabled: false } }).notes).toBe('Hello.\n')
  })
})
