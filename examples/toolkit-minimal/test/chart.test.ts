import { InvalidValuesError, renderChart } from 'slipway/helm'
import { differentialCheck, disagreements, helmCommand, objectOf } from 'slipway/helm/testing'
import { expect, it } from 'vitest'
import { chart } from '../src/chart.js'

// Any Helm that you have: HELM=/path/to/helm npm test
const helm = helmCommand(process.env.HELM ?? 'helm')

it('runs two pods by default', () => {
  expect(objectOf(chart, 'deployment')).toMatchObject({ kind: 'Deployment', spec: { replicas: 2 } })
})

it('keeps a text of the user inside its string', () => {
  const { data } = objectOf(chart, 'config-map', { greeting: '"; } evil' }) as { data: Record<string, string> }
  expect(data['default.conf']).toContain(String.raw`return 200 "\"; } evil";`)
})

it('opens the metrics port only when asked', () => {
  const ports = (overrides: object) => JSON.stringify(objectOf(chart, 'deployment', { ...overrides })).includes('9113')
  expect([ports({}), ports({ metrics: true })]).toEqual([false, true])
})

it('refuses an image without tag, and a text for a number', () => {
  expect(renderChart(chart, { overrides: { image: 'nginx' } }).problems).toMatchObject([{ key: 'image' }])
  expect(() => renderChart(chart, { overrides: { replicas: 'two' } })).toThrow(InvalidValuesError)
})

it('means the same in Helm for values worth a look', async () => {
  expect(await disagreements(chart, helm, { values: [{ metrics: true, env: { TZ: 'CET', A: '{{ x }}' } }] })).toEqual(
    [],
  )
})

it('means the same in Helm for random values', async () => {
  const { cases } = await differentialCheck(chart, helm, { cases: 40 })
  expect(cases).toBe(40)
}, 60_000)
