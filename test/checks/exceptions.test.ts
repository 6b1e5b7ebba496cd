import { describe, expect, it } from 'vitest'
import { type Exception, judge, readExceptions } from './exceptions.js'

const tagged = { check: 'image-tag', object: 'Deployment/api', text: 'main: no digest' }

const exception: Exception = {
  tool: 'kube-score',
  checks: ['image-tag'],
  says: 'no digest',
  objects: ['Deployment/api'],
  renderings: ['defaults'],
  reason: 'Where nobody pays and nothing is kept, a tag will do.',
}

const verdictOf = (findings: readonly (typeof tagged)[], change: Partial<Exception> = {}) =>
  judge({ tool: 'kube-score', rendering: 'defaults', findings }, [{ ...exception, ...change }])

describe('an exception', () => {
  it('takes away the finding that it names', () => {
    expect(verdictOf([tagged])).toEqual({ unexpected: [], stale: [] })
  })

  it.each<[string, Partial<Exception>]>([
    ['another check', { checks: ['image-pull-policy'] }],
    ['another object', { objects: ['Deployment/api-canary'] }],
    ['another text', { says: 'latest' }],
  ])('of %s leaves the finding and is stale', (_other, change) => {
    const { unexpected, stale } = verdictOf([tagged], change)
    expect(unexpected).toEqual(['image-tag: Deployment/api: main: no digest'])
    expect(stale).toHaveLength(1)
  })

  it.each<[string, Partial<Exception>]>([
    ['another rendering', { renderings: ['production'] }],
    ['another tool', { tool: 'checkov' }],
  ])('of %s leaves the finding', (_other, change) => {
    expect(verdictOf([tagged], change)).toEqual({
      unexpected: ['image-tag: Deployment/api: main: no digest'],
      stale: [],
    })
  })

  it('takes away one finding, not that of a second container', () => {
    expect(verdictOf([tagged, { ...tagged, text: 'sidecar: no digest' }]).unexpected).toEqual([
      'image-tag: Deployment/api: sidecar: no digest',
    ])
  })

  it('is stale at each object where the finding is gone', () => {
    expect(verdictOf([tagged], { objects: ['Deployment/api', 'Deployment/ui'] }).stale).toEqual([
      'image-tag: Deployment/ui: no digest',
    ])
  })
})

describe('the file of exceptions', () => {
  const { reason: _reason, ...withoutReason } = exception

  it.each<[string, unknown, string]>([
    ['no list', { exception }, 'must be array'],
    ['no reason', [withoutReason], "must have required property 'reason'"],
    ['a poor reason', [{ ...exception, reason: 'Known.' }], '/0/reason must NOT have fewer than 40 characters'],
    ['a pattern for an object', [{ ...exception, objects: ['Deployment/*'] }], '/0/objects/0 must match pattern'],
    ['an object without a kind', [{ ...exception, objects: ['api'] }], '/0/objects/0 must match pattern'],
    ['no object', [{ ...exception, objects: [] }], '/0/objects must NOT have fewer than 1 items'],
    ['an unknown tool', [{ ...exception, tool: 'kube-linter' }], '/0/tool must be equal to one of'],
    ['an unknown rendering', [{ ...exception, renderings: ['all'] }], '/0/renderings/0 must be equal to one of'],
    ['a misspelt key', [{ ...exception, check: ['image-tag'] }], 'must NOT have additional properties'],
  ])('with %s is refused', (_fault, content, message) => {
    expect(() => readExceptions(JSON.stringify(content))).toThrow(message)
  })
})
