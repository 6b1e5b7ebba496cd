import { describe, expect, it } from 'vitest'
import { checkComponent, logSources } from '../../../src/cli/local/observe/log-sources.js'
import { after, container, pod } from './objects.js'

const running = { running: { startedAt: after(0) } }

const pods = [
  pod({
    component: 'migrate',
    name: 'slipway-migrate-1-aaaaa',
    containers: [container({ terminated: { exitCode: 0 } })],
  }),
  pod({ name: 'slipway-api-1-ccccc', made: 60, containers: [container(running, { restartCount: 2 })] }),
  pod({ name: 'slipway-api-1-bbbbb', containers: [container(running)] }),
  pod({
    component: 'mlflow',
    name: 'slipway-mlflow-1-ddddd',
    inits: [container({ terminated: { exitCode: 0 } }, { name: 'database-upgrade' })],
    containers: [
      container({ waiting: { reason: 'CrashLoopBackOff' } }, { lastState: { terminated: { exitCode: 1 } } }),
    ],
  }),
  pod({
    component: 'ui',
    name: 'slipway-ui-1-eeeee',
    containers: [container({ waiting: { reason: 'ErrImagePull' } })],
  }),
]

describe('logs', () => {
  it('come from every container that has started, in the order of the topology', () => {
    expect(logSources(pods, undefined).map(({ label }) => label)).toEqual([
      'api-bbbbb',
      'api-ccccc',
      'mlflow-ddddd/database-upgrade',
      'mlflow-ddddd/main',
      'migrate-aaaaa',
    ])
  })

  it('of one component are its own', () => {
    expect(logSources(pods, 'migrate').map(({ pod }) => pod)).toEqual(['slipway-migrate-1-aaaaa'])
  })

  it('know the run of a container, and whether there was one before', () => {
    const [first, second] = logSources(pods, 'api')
    expect(first?.key).not.toBe(second?.key)
    expect(second?.key).toMatch(/ 2$/)
    expect(logSources(pods, 'mlflow').map(({ hasRunBefore }) => hasRunBefore)).toEqual([false, true])
  })

  it('of a component that is none list those that there are', () => {
    expect(checkComponent('api')).toBe('api')
    expect(checkComponent(undefined)).toBeUndefined()
    expect(() => checkComponent('apis')).toThrow(
      'there is no component apis; there are api, ui, database, cache, mlflow',
    )
  })
})
