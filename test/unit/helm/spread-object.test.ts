import type { IConfigMap, IContainer, IPod } from 'kubernetes-models/v1'
import { describe, expect, it } from 'vitest'
import { type Expr, helper, merge, resource, spread, structure, when } from '../../../src/helm/index.js'
import { disagreements } from '../../../src/helm/testing/index.js'
import { helmEngine } from '../../support/helm-engines.js'
import { testedHelmVersions } from '../../support/render-with-helm.js'
import { fileOf, sample, sampleChart } from '../../support/sample-chart.js'

const options = helper('sample.options', {
  doc: 'What every container has.',
  parameters: { uid: 'integer' },
  returns: structure<Required<Pick<IContainer, 'imagePullPolicy' | 'securityContext'>>>(),
  body: ({ uid }) => ({ imagePullPolicy: 'Always', securityContext: { runAsUser: uid } }),
})

const perhaps = helper('sample.perhaps', {
  doc: 'Perhaps nothing.',
  returns: structure<Pick<IContainer, 'stdin'>>(),
  body: () => ({ stdin: when(sample.enabled, true) }),
})

const pod = resource<IPod>({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'pod' },
  spec: {
    containers: [
      {
        name: 'a',
        ...spread(options({ uid: sample.count })),
        ...spread(perhaps()),
        ...when(sample.enabled, { tty: true }),
        image: 'x',
      },
      { name: 'b', ...when(sample.enabled, spread(options({ uid: 1 }))) },
    ],
  },
})

const config = resource<IConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'config' },
  data: { first: 'x', ...spread(sample.nested.inner), last: 'y' },
})

const chart = sampleChart({ templates: { pod, config }, helpers: [options, perhaps] })

describe('an object that is spread into another', () => {
  it('is put in place', () => {
    expect(fileOf(chart, 'templates/pod.yaml')).toBe(`apiVersion: v1
kind: Pod
metadata:
  name: pod
spec:
  containers:
    - name: a
      {{- include "sample.options" (dict "uid" .Values.count) | nindent 6 }}
      {{- include "sample.perhaps" . | trim | nindent 6 }}
      {{- if .Values.enabled }}
      tty: true
      {{- end }}
      image: x
    - name: b
      {{- if .Values.enabled }}
      {{- include "sample.options" (dict "uid" 1) | nindent 6 }}
      {{- end }}
`)
  })

  it('is a user’s values when their names are known', () => {
    expect(fileOf(chart, 'templates/config.yaml')).toContain(`data:
  first: x
  {{- toYaml .Values.nested.inner | nindent 2 }}
  last: "y"
`)
  })

  it.each(testedHelmVersions)('means the same in Helm %s', async (version) => {
    const engine = helmEngine(version)
    for (const values of [{}, { enabled: false }, { nested: { inner: { value: 'a: b\n- c' } }, count: 0 }]) {
      expect(await disagreements(chart, engine, { values: [values] })).toEqual([])
    }
  })

  const messageOf = (data: object): string => {
    const object = resource<IConfigMap>({ ...configOf, data: data as never })
    try {
      sampleChart({ templates: { object }, helpers: [options] })
      return 'it is a chart'
    } catch (error) {
      return (error as Error).message
    }
  }
  const configOf = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } } as const

  it('is refused when it has a field that stands beside it', () => {
    expect(messageOf({ ...spread(sample.nested.inner), value: 'x' })).toContain("the field 'value' stands twice")
    expect(messageOf({ ...when(sample.enabled, { value: 'x' }), ...spread(sample.nested.inner) })).toContain(
      "the field 'value' stands twice",
    )
  })

  it('is refused when users choose the names', () => {
    expect(messageOf({ a: 'x', ...spread(sample.labels) })).toContain(
      "the names of 'values.labels' are not known: put it into the object with merge(…)",
    )
  })

  it('may be in both branches of a condition, and in a map that merge guards', () => {
    const inner = sample.nested.inner as unknown as Expr<{ value: string }>
    expect(messageOf({ ...when(sample.enabled, spread(inner)) })).toBe('it is a chart')
    expect(messageOf(merge({ fixed: { a: 'x' }, user: sample.labels, winner: 'fixed' }))).toBe('it is a chart')
  })
})
