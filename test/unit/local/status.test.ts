import { describe, expect, it } from 'vitest'
import { waitingIn } from '../../../src/cli/local/observe/readiness.js'
import { workloadsOf } from '../../../src/cli/local/observe/workloads.js'
import { age, bytesOf, table } from '../../../src/cli/local/status.js'
import { after, container, deployment, job, pod, snapshot } from './objects.js'

describe('the table', () => {
  const everything = snapshot({
    deployments: [deployment('api'), deployment('ui', { availableReplicas: 0 })],
    jobs: [job('migrate', 'Complete')],
    pods: [
      pod({ isReady: true, containers: [container({}, { restartCount: 2 })] }),
      pod({ component: 'ui', containers: [container({ waiting: { reason: 'ImagePullBackOff' } })] }),
    ],
  })

  it('has a row for each workload, with the reason where one is not ready', () => {
    const memory = new Map([['slipway-api-x', 200 * 1024 ** 2]])
    expect(table(workloadsOf(everything), waitingIn(everything), memory, after(300)).split('\n')).toEqual([
      'COMPONENT  KIND        READY  RESTARTS  AGE  MEMORY',
      'api        Deployment  1/1    2         5m   200 MiB',
      'ui         Deployment  0/1    0         5m            cannot pull example.com/main:1',
      'migrate    Job         done   0         5m',
    ])
  })
})

describe('figures', () => {
  it.each([
    [45, '45s'],
    [600, '10m'],
    [10_800, '3h'],
    [432_000, '5d'],
    [-1, '0s'],
  ])('%i seconds are %s', (seconds, text) => {
    expect(age(1000 * seconds)).toBe(text)
  })

  it.each([
    ['145220Ki', 145_220 * 1024],
    ['12Mi', 12 * 1024 ** 2],
    ['1G', 1e9],
    ['77', 77],
    ['no number', 0],
  ])('%s are %i bytes', (quantity, bytes) => {
    expect(bytesOf(quantity)).toBe(bytes)
  })
})
