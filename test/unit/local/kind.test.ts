import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../src/cli/local/cluster/chosen.js'
import { configuration, contentTag, createCommand, nodeImageOf } from '../../../src/cli/local/cluster/kind.js'
import { places } from '../../../src/cli/local/machine/places.js'
import { pins } from '../../../tools/pins.js'

describe('kind', () => {
  it('makes a cluster with a kubeconfig of its own', () => {
    expect(createCommand('kindest/node:v1')).toEqual([
      ...['create', 'cluster', '--name', 'slipway', '--image', 'kindest/node:v1', '--config', '-'],
      ...['--kubeconfig', places.kindKubeconfig, '--wait', '180s'],
    ])
    expect(clusterOf('kind', {}, {}).access).toEqual({ kubeconfig: places.kindKubeconfig })
  })

  it.each([
    [1, ['control-plane']],
    [3, ['control-plane', 'worker', 'worker']],
  ])('makes %i nodes: %j', (count, roles) => {
    const { nodes } = JSON.parse(configuration(count)) as { nodes: { role: string }[] }
    expect(nodes.map(({ role }) => role)).toEqual(roles)
  })

  it('takes the node image that its version was released with, else the newest', () => {
    expect(nodeImageOf('0.32.0')).toMatch(/^kindest\/node:v1\.36\.1@sha256:[0-9a-f]{64}$/)
    expect(nodeImageOf('0.99.0')).toBe(nodeImageOf('0.33.0'))
  })

  it('has a node image for the version that the tools build', () => {
    const pinned = pins.find(({ name }) => name === 'kind')
    expect(pinned).toBeDefined()
    expect(nodeImageOf(pinned?.version ?? '')).not.toBe(nodeImageOf(pinned?.version === '0.33.0' ? '0.32.0' : '0.33.0'))
  })

  it('tags an image by its content', () => {
    expect(contentTag('0.1.0', `sha256:${'4f0c2a91d3e7'.repeat(5)}beef`)).toBe('0.1.0-4f0c2a91d3e7')
  })
})

describe('the other clusters', () => {
  it('the built-in one finds its images by their registry', () => {
    expect(clusterOf('built-in', {}, {}).values).toEqual({ global: { image: { registry: 'slipway.local' } } })
  })

  it('an existing one is neither given images nor removed', () => {
    const cluster = clusterOf('existing', {}, { context: 'sandbox' })
    expect(cluster).toMatchObject({ access: { context: 'sandbox' } })
    expect(cluster.bringImages).toBeUndefined()
    expect(cluster.values).toBeUndefined()
    expect(cluster.remove).toBeUndefined()
  })
})
