import { renderChart } from 'slipway/helm'
import { differentialCheck, disagreements, helmCommand, objectOf, objectsOf } from 'slipway/helm/testing'
import { describe, expect, it } from 'vitest'
import { chart } from '../src/chart.js'
import { everything } from './everything.js'

const { tenants, ingress } = everything

const problemsWith = (overrides: object, releaseName = 'shop') =>
  renderChart(chart, { overrides: { ...overrides }, releaseName }).problems.map(({ key }) => key)

describe('objects', () => {
  it('are a Deployment, a Service and a Job for each tenant', () => {
    const templates = ['tenants/deployments', 'tenants/services', 'tenants/migrations']
    const names = templates.map((template) =>
      objectsOf(chart, template, { tenants }, { releaseName: 'shop' }).map(({ metadata }) => metadata),
    )
    expect(names).toMatchObject([
      [{ name: 'shop-tenant-acme' }, { name: 'shop-tenant-demo' }, { name: 'shop-tenant-zoo' }],
      [{ name: 'shop-tenant-acme' }, { name: 'shop-tenant-demo' }, { name: 'shop-tenant-zoo' }],
      [{ name: 'shop-migrate-acme' }, { name: 'shop-migrate-demo' }, { name: 'shop-migrate-zoo' }],
    ])
  })

  it('take what a tenant says, and the defaults for the rest', () => {
    const [acme, , zoo] = objectsOf(chart, 'tenants/deployments', everything)
    expect(acme).toMatchObject({
      spec: {
        replicas: 3,
        template: { spec: { nodeSelector: { disk: 'ssd' }, containers: [{ name: 'wiki' }, { name: 'logs' }] } },
      },
    })
    expect(zoo).toMatchObject({
      spec: { replicas: 2, template: { spec: { containers: [{ args: ['--read-only'] }, {}] } } },
    })
    expect(zoo).not.toHaveProperty('spec.template.spec.nodeSelector')
  })

  it('keep pages where the values say', () => {
    const storeWith = (medium: string) => objectOf(chart, 'store/stateful-set', { store: { medium } })
    expect(storeWith('volume')).toMatchObject({ spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] } })
    expect(storeWith('volume')).not.toHaveProperty('spec.template.spec.volumes')
    expect(storeWith('memory')).toHaveProperty('spec.template.spec.volumes[0].emptyDir.medium', 'Memory')
    expect(storeWith('node')).not.toHaveProperty('spec.volumeClaimTemplates')
  })

  it('give nginx a block for each route, with a server for each weight', () => {
    expect(objectOf(chart, 'gateway/config-map', everything, { releaseName: 'shop' })).toHaveProperty(
      ['data', 'default.conf'],
      `upstream "all" {
  server "shop-tenant-acme:80" weight=3;
  server "shop-tenant-demo:80" weight=1;
}
upstream "zoo" {
  server "shop-tenant-zoo:80" weight=1;
}
server {
  listen 8080;
  location "/" { proxy_pass "http://all"; }
  location "/zoo" { proxy_pass "http://zoo"; }
}
`,
    )
  })

  it('are a certificate for all hosts only with an issuer', () => {
    expect(objectOf(chart, 'gateway/certificate', everything)).toMatchObject({
      spec: { dnsNames: Object.keys(ingress.hosts).sort(), issuerRef: { name: 'letsencrypt' } },
    })
    expect(objectsOf(chart, 'gateway/certificate', { ingress: { hosts: { a: { '/': 'Prefix' } } } })).toEqual([])
  })
})

describe('rules', () => {
  it('allow the defaults and everything at once', () => {
    expect([problemsWith({}), problemsWith(everything)]).toEqual([[], []])
  })

  it('look at each tenant and at all of them', () => {
    const many = { a: { replicas: 20, env: { WIKI_TITLE: 'x' } }, 'a-long-name-of-20-char': {} }
    expect(() => problemsWith({ tenants: many })).toThrow('a-long-name-of-20-char')
    expect(problemsWith({ tenants: { a: many.a } })).toEqual(['tenants', 'tenants.a.env'])
    expect(problemsWith({ tenants: { a: {} } }, 'r'.repeat(53))).toEqual(['tenants.demo', 'reports.usage'])
  })

  it('look at each route and each host', () => {
    const routes = { all: { path: '/', weights: { nobody: 1 } }, empty: { path: '/empty', weights: {} } }
    expect(problemsWith({ gateway: { routes } })).toEqual([
      'gateway.routes.all.weights.nobody',
      'gateway.routes.empty.weights',
    ])
    expect(problemsWith({ ingress: { hosts: { '*.a': {} } } })).toEqual(['ingress.issuer', 'ingress.hosts.*.a'])
  })
})

// Any Helm that you have: HELM=/path/to/helm npm test
const helm = helmCommand(process.env.HELM ?? 'helm')

describe('Helm', () => {
  it('means the same for values worth a look', async () => {
    expect(await disagreements(chart, helm, { values: [everything] })).toEqual([])
    expect(await disagreements(chart, helm, { values: [{ tenants: { x: { replicas: 20 } } }] })).toEqual([])
  })

  it('means the same for random values', async () => {
    const { cases } = await differentialCheck(chart, helm, { cases: 12, bases: [{}, everything] })
    expect(cases).toBe(12)
  }, 60_000)
})
