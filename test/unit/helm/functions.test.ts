import { describe, expect, it } from 'vitest'
import {
  capabilities,
  lower,
  mergeMaps,
  omit,
  quantities,
  Resource,
  renderChart,
  versionAtLeast,
} from '../../../src/helm/index.js'
import { fileOf, printed, sample, sampleChart } from '../../support/sample-chart.js'

/** What the fields of an object are in process. */
const evaluated = (chart: ReturnType<typeof sampleChart>, input: Parameters<typeof renderChart>[1] = {}) =>
  renderChart(chart, input).objects[0]?.object

describe('versions of the cluster', () => {
  it.each([
    ['v1.36.0', '1.36', true],
    ['v1.35.9', '1.36', false],
    ['v1.37.0', '1.36', true],
    ['v2.0.0', '1.36', true],
    ['v1.100.0', '1.36', true],
    ['v1.36.4-gke.1', '1.36', true],
    ['v1.35.4+vendor.36', '1.36', false],
    ['1.36', '1.36', true],
  ] as const)('%s against %s', (kubeVersion, minimum, expected) => {
    const object = new Resource({ isNewEnough: versionAtLeast(capabilities.kubeVersion, minimum) })
    expect(evaluated(sampleChart({ templates: { object } }), { kubeVersion })).toEqual({ isNewEnough: expected })
  })

  it('is the newest known one when nobody says', () => {
    const object = new Resource({ version: capabilities.kubeVersion })
    expect(evaluated(sampleChart({ templates: { object } }))).toEqual({ version: 'v1.37.0' })
  })
})

describe('Kubernetes quantities', () => {
  const { cpuMillis, bytes } = quantities('sample')
  const chart = () =>
    sampleChart({
      helpers: [cpuMillis, bytes],
      templates: {
        object: new Resource({ cpu: cpuMillis({ quantity: sample.name }), memory: bytes({ quantity: sample.text }) }),
      },
    })

  it.each([
    ['250m', 250],
    ['2', 2000],
    ['1.5', 1500],
    ['0.001', 1],
  ])('%s of CPU is %d thousandths', (name, cpu) => {
    expect(evaluated(chart(), { overrides: { name } })).toMatchObject({ cpu })
  })

  it.each([
    ['1024', 1024],
    ['3k', 3e3],
    ['3Ki', 3 * 2 ** 10],
    ['1.5M', 1.5e6],
    ['1.5Mi', 1.5 * 2 ** 20],
    ['4G', 4e9],
    ['4Gi', 4 * 2 ** 30],
    ['2T', 2e12],
    ['2Ti', 2 * 2 ** 40],
  ])('%s of memory is %d bytes', (text, memory) => {
    expect(evaluated(chart(), { overrides: { text } })).toMatchObject({ memory })
  })

  it('are named templates of the chart', () => {
    expect(fileOf(chart(), 'templates/_helpers.tpl')).toBe(`
{{/* A CPU quantity such as "500m" or "1.5" in thousandths of a CPU. Call it with (dict "quantity" …). */}}
{{- define "sample.cpuMillis" -}}
{{- if hasSuffix "m" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "m")) 1) 0 | int64 }}
{{- else -}}
{{ round (mulf (float64 .quantity) 1000) 0 | int64 }}
{{- end -}}
{{- end }}

{{/* A memory or storage quantity such as "4Gi" or "512M" in bytes. Call it with (dict "quantity" …). */}}
{{- define "sample.bytes" -}}
{{- if hasSuffix "Ki" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Ki")) 1024) 0 | int64 }}
{{- else if hasSuffix "Mi" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Mi")) 1048576) 0 | int64 }}
{{- else if hasSuffix "Gi" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Gi")) 1073741824) 0 | int64 }}
{{- else if hasSuffix "Ti" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Ti")) 1099511627776) 0 | int64 }}
{{- else if hasSuffix "k" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "k")) 1000) 0 | int64 }}
{{- else if hasSuffix "M" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "M")) 1000000) 0 | int64 }}
{{- else if hasSuffix "G" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "G")) 1000000000) 0 | int64 }}
{{- else if hasSuffix "T" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "T")) 1000000000000) 0 | int64 }}
{{- else -}}
{{ round (mulf (float64 .quantity) 1) 0 | int64 }}
{{- end -}}
{{- end }}
`)
    expect(printed(new Resource({ cpu: cpuMillis({ quantity: '500m' }) }), { helpers: [cpuMillis] })).toBe(
      'cpu: {{ include "sample.cpuMillis" (dict "quantity" "500m") | int64 }}\n',
    )
  })
})

describe('text in small letters', () => {
  it('is made character by character, as Go does it', () => {
    const chart = sampleChart({ templates: { object: new Resource({ small: lower(sample.text) }) } })
    expect(evaluated(chart, { overrides: { text: 'İX ΑΣ' } })).toEqual({ small: 'ix ασ' })
  })
})

describe('merged maps', () => {
  const chart = sampleChart({
    templates: { object: new Resource({ merged: mergeMaps(sample.labels, omit(sample.labels, 'constructor')) }) },
  })

  it('prefer the first, whatever its keys are', () => {
    const overrides = JSON.parse('{ "labels": { "__proto__": "own", "constructor": "own", "team": "own" } }')
    const { merged } = evaluated(chart, { overrides }) as { merged: object }
    expect(Object.entries(merged)).toEqual(
      expect.arrayContaining([
        ['__proto__', 'own'],
        ['constructor', 'own'],
        ['team', 'own'],
      ]),
    )
  })
})
