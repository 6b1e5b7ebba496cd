import type { CoreV1Event, V1Deployment, V1Pod } from '@kubernetes/client-node'
import { describe, expect, it, vi } from 'vitest'
import { type Client, mustAnswer } from '../../../src/cli/local/kubernetes/client.js'
import { refusalOf } from '../../../src/cli/local/kubernetes/errors.js'
import { type Waiting, waitingIn } from '../../../src/cli/local/observe/readiness.js'
import { excerptOf } from '../../../src/cli/local/up/excerpt.js'
import { NotReady, waitUntilReady } from '../../../src/cli/local/up/wait.js'
import { container, deployment, event, pod, snapshot } from './objects.js'

interface Played {
  readonly deployments?: () => readonly V1Deployment[]
  readonly pods?: readonly V1Pod[]
  readonly events?: readonly CoreV1Event[]
  /** The log of a container, of the run before the last restart or of the last one. */
  readonly log?: (previous: boolean) => string
}

/** Plays the API server. */
const serverWith = ({ deployments = () => [], pods = [], events = [], log }: Played): Client => {
  const list = (items: () => readonly unknown[]) => async () => ({ items: items() })
  const none = list(() => [])
  return {
    apps: { listNamespacedDeployment: list(deployments), listNamespacedStatefulSet: none },
    batch: { listNamespacedJob: none },
    core: {
      listNamespacedPod: list(() => pods),
      listNamespacedEvent: list(() => events),
      readNamespacedPodLog: async ({ previous }: { previous: boolean }) => {
        if (log === undefined) throw new Error('no such container')
        return log(previous)
      },
    },
  } as unknown as Client
}

const crashed = pod({ containers: [container({ terminated: { exitCode: 1 } })] })
const notPulled = pod({ containers: [container({ waiting: { reason: 'ErrImagePull' } })] })

const waitingWith = (one: V1Pod): Waiting =>
  waitingIn(snapshot({ deployments: [deployment('api', { availableReplicas: 0 })], pods: [one] }))[0] as Waiting

describe('the excerpt', () => {
  it('is the end of the run that crashed', async () => {
    const log = (previous: boolean) => (previous ? 'starting\nno such port\n' : 'starting\n')
    expect(await excerptOf(serverWith({ log }), 'trial', waitingWith(crashed))).toEqual({
      lines: 'The last lines of container main of pod slipway-api-x:\n    starting\n    no such port',
      isLog: true,
    })
  })

  it('is the end of the present run when there was none before', async () => {
    const log = (previous: boolean) => (previous ? '' : 'out of luck')
    expect((await excerptOf(serverWith({ log }), 'trial', waitingWith(crashed))).lines).toContain('    out of luck')
  })

  it('is the end of the present run when the log of the one before is gone', async () => {
    const log = (previous: boolean) =>
      previous ? 'unable to retrieve container logs for containerd://1f' : 'out of luck'
    expect((await excerptOf(serverWith({ log }), 'trial', waitingWith(crashed))).lines).toContain('    out of luck')
  })

  it('is made of events where nothing has started: the last warnings', async () => {
    const warning = (reason: string, message: string, at: number) => ({
      ...event('slipway-api-x', reason, message, at),
      type: 'Warning',
    })
    const events = [
      event('slipway-api-x', 'Pulling', 'Pulling image', 9),
      warning('BackOff', 'Back-off pulling image', 3),
      warning('Failed', 'Failed to pull image: no such host', 1),
      warning('Failed', 'Error: ErrImagePull', 2),
      { ...event('slipway-ui-x', 'Failed', 'another one', 4), type: 'Warning' },
    ]
    expect(await excerptOf(serverWith({ events }), 'trial', waitingWith(notPulled))).toEqual({
      lines:
        'The last events of slipway-api-x:\n' +
        '    Failed: Failed to pull image: no such host\n    BackOff: Back-off pulling image',
      isLog: false,
    })
  })
})

describe('waiting', () => {
  const work = () => ({ tell: vi.fn(), signal: new AbortController().signal })

  it('ends when everything is ready, and tells what is not until then', async () => {
    const states = [deployment('api', { availableReplicas: 0 }), deployment('api', { availableReplicas: 0 })]
    const server = serverWith({
      deployments: () => [states.shift() ?? deployment('api')],
      pods: [pod({ containers: [container({ running: {} })] })],
    })
    const { tell, signal } = work()
    expect(await waitUntilReady(server, 'trial', 60, { tell, signal })).toBe(1)
    expect(tell.mock.calls).toEqual([['waiting for 1 of 1: api (0/1: starting)']])
  })

  it('ends with the culprit when the time is over', async () => {
    const server = serverWith({ deployments: () => [deployment('api', { availableReplicas: 0 })], pods: [crashed] })
    const failure = await waitUntilReady(server, 'trial', 0, work()).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(NotReady)
    expect(failure).toMatchObject({ isOutOfTime: true, culprit: { component: 'api' } })
  })

  it('does not wait for what is beyond hope', async () => {
    const wrongName = pod({ containers: [container({ waiting: { reason: 'InvalidImageName' } })] })
    const server = serverWith({ deployments: () => [deployment('api', { availableReplicas: 0 })], pods: [wrongName] })
    await expect(waitUntilReady(server, 'trial', 60, work())).rejects.toMatchObject({ isOutOfTime: false })
  })

  it('can be interrupted', async () => {
    const server = serverWith({ deployments: () => [deployment('api', { availableReplicas: 0 })] })
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('Ctrl-C')), 50)
    await expect(waitUntilReady(server, 'trial', 60, { tell: () => {}, signal: controller.signal })).rejects.toThrow(
      'Ctrl-C',
    )
  })
})

describe('the API server', () => {
  const forbidden = Object.assign(new Error('HTTP-Code: 403\nHeaders: …'), {
    code: 403,
    body: '{"message": "namespaces is forbidden: User \\"jane\\" cannot create resource"}',
  })

  it('that refuses something is quoted without noise', () => {
    expect(refusalOf(forbidden)?.message).toBe('namespaces is forbidden: User "jane" cannot create resource')
    expect(refusalOf(new Error('a mistake of this program'))).toBeUndefined()
  })

  it('that is just starting is waited for', async () => {
    const answers = [new Error('connect ECONNREFUSED'), undefined]
    const core = {
      listNamespace: async () => {
        const answer = answers.shift()
        if (answer !== undefined) throw answer
      },
    }
    const config = { getCurrentCluster: () => ({ server: 'https://127.0.0.1:6443' }) }
    const client = { core, config } as unknown as Client
    await expect(mustAnswer(client, 30)).resolves.toBeUndefined()
    answers.push(new Error('connect ECONNREFUSED'))
    await expect(mustAnswer(client)).rejects.toThrow('https://127.0.0.1:6443 does not answer: connect ECONNREFUSED')
  })
})
