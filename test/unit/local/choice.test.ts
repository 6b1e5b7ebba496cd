import { describe, expect, it } from 'vitest'
import { type Choice, chooseMade, chooseNamed, type Facts, type Wishes } from '../../../src/cli/local/cluster/choice.js'
import type { State } from '../../../src/cli/local/cluster/state.js'

/** As `up` does: the machine is asked only when nobody named a cluster. */
const choose = (wishes: Wishes, facts: Facts, state: State | undefined): Choice =>
  chooseNamed(wishes, state) ?? chooseMade(wishes, facts, state)

/** A bare root machine with Linux. */
const bare: Facts = {
  operatingSystem: 'linux',
  isRoot: true,
  docker: { silence: 'Cannot connect to the Docker daemon' },
}

const withDocker: Facts = {
  ...bare,
  isRoot: false,
  docker: { version: '29.1.0' },
  kind: { program: '/tools/kind', version: '0.33.0' },
  hasKindCluster: false,
  nodeImage: { name: 'kindest/node:v1.37.0', where: 'registry' },
}

const nowhere: Facts['nodeImage'] = { name: 'kindest/node:v1.37.0', where: 'nowhere', why: 'no such host' }

const up = (cluster: State['cluster'], context?: string): State => ({
  cluster,
  access: context === undefined ? { kubeconfig: '/cache/kubeconfig' } : { context },
  namespace: 'slipway',
  ports: {},
})

describe('the first cluster that is possible', () => {
  it.each([
    ['an image in a registry', withDocker, 'Docker 29.1.0 answers, and its node image can be pulled'],
    [
      'an image on this machine',
      { ...withDocker, nodeImage: { name: 'kindest/node:v1.37.0', where: 'here' } },
      'its node image is here',
    ],
    ['a cluster', { ...withDocker, hasKindCluster: true, nodeImage: nowhere }, 'its cluster is there'],
  ] satisfies [string, Facts, string][])('is kind where Docker answers and there is %s', (_what, facts, why) => {
    const choice = choose({}, facts, undefined)
    expect(choice.cluster).toBe('kind')
    expect(choice.why).toContain(why)
  })

  it.each([
    ['Docker does not answer', bare, 'not kind: Docker does not answer (Cannot connect to the Docker daemon)'],
    [
      'kind is missing',
      { ...withDocker, isRoot: true, kind: undefined },
      'not kind: the program kind is neither in .tools/bin nor on PATH',
    ],
    [
      'its image is out of reach',
      { ...withDocker, isRoot: true, nodeImage: nowhere },
      'not kind: its node image kindest/node:v1.37.0 is neither here nor can it be pulled (no such host)',
    ],
  ] satisfies [string, Facts, string][])('is the built-in one for root on Linux when %s', (_when, facts, why) => {
    const choice = choose({}, facts, undefined)
    expect(choice.cluster).toBe('built-in')
    expect(choice.why).toContain('this is root on Linux')
    expect(choice.why).toContain(why)
  })

  it.each([
    ['not root', { ...bare, isRoot: false }, 'built-in: it needs root'],
    ['not Linux', { ...bare, operatingSystem: 'darwin' }, 'built-in: it runs on Linux, and this is darwin'],
  ] satisfies [string, Facts, string][])('is none without Docker and with %s', (_what, facts, reason) => {
    expect(() => choose({}, facts, undefined)).toThrow(reason)
    expect(() => choose({}, facts, undefined)).toThrow(
      /kind: Docker does not answer[\s\S]*1\..*[\s\S]*2\..*[\s\S]*3\..*--context/,
    )
  })
})

describe('a wish', () => {
  it.each([
    [{ cluster: 'built-in' }, { ...withDocker, isRoot: true }, 'built-in'],
    [{ cluster: 'kind' }, withDocker, 'kind'],
    [{ context: 'sandbox' }, bare, 'existing'],
  ] satisfies [Wishes, Facts, string][])('%j is fulfilled', (wishes, facts, cluster) => {
    expect(choose(wishes, facts, undefined).cluster).toBe(cluster)
  })

  it('that is not possible is refused with the reason', () => {
    expect(() => choose({ cluster: 'kind' }, bare, undefined)).toThrow(
      'the kind cluster is not possible here: Docker does not answer',
    )
  })

  it('for two clusters is refused', () => {
    expect(() => choose({ cluster: 'kind', context: 'sandbox' }, withDocker, undefined)).toThrow('exclude each other')
  })
})

describe('while something is up', () => {
  it('it stays the choice', () => {
    expect(choose({}, { ...withDocker, isRoot: true }, up('built-in'))).toEqual({
      cluster: 'built-in',
      why: 'it was chosen before',
    })
  })

  it.each([
    [{ cluster: 'kind' }, up('built-in')],
    [{ context: 'sandbox' }, up('built-in')],
    [{ context: 'other' }, up('existing', 'sandbox')],
    [{ cluster: 'kind' }, up('existing', 'sandbox')],
  ] satisfies [Wishes, State][])('%j needs `down` first', (wishes, state) => {
    expect(() => choose(wishes, withDocker, state)).toThrow('`npx slipway down` comes first')
  })

  it('an existing cluster has to be named again', () => {
    const state = up('existing', 'sandbox')
    expect(() => choose({}, withDocker, state)).toThrow('slipway up --context sandbox')
    expect(choose({ context: 'sandbox' }, withDocker, state).cluster).toBe('existing')
  })
})
