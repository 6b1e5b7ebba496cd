import type { V1StatefulSet } from '@kubernetes/client-node'
import { describe, expect, it } from 'vitest'
import { inWords, waitingIn } from '../../../src/cli/local/observe/readiness.js'
import { workloadsOf } from '../../../src/cli/local/observe/workloads.js'
import { after, container, deployment, event, job, type PodFacts, pod, snapshot } from './objects.js'

const notAvailable = { availableReplicas: 0 }

/** Why the API is not ready, with one pod. */
const reasonWith = (facts: PodFacts, ...events: Parameters<typeof event>[]) => {
  const [first] = waitingIn(
    snapshot({
      deployments: [deployment('api', notAvailable)],
      pods: [pod(facts)],
      events: events.map((one) => event(...one)),
    }),
  )
  return first?.reason
}

const running = { running: { startedAt: after(10) } }
const crashed = { terminated: { exitCode: 1, reason: 'Error' } }

describe('a pod that is not ready', () => {
  const name = 'slipway-api-x'

  it.each([
    [
      'has no node',
      { unscheduled: '0/1 nodes are available: 1 Insufficient memory.' },
      [],
      'no node takes it: 0/1 nodes',
      'no node',
    ],
    ['is being given a node', { unscheduled: 'running PreBind plugin' }, [], 'waits for a node', undefined],
    [
      'is pulled',
      { containers: [container({ waiting: { reason: 'ContainerCreating' } })] },
      [
        [name, 'Scheduled', '', 1],
        [name, 'Pulling', '', 2],
      ],
      'pulling',
      undefined,
    ],
    [
      'is pulled in vain',
      { containers: [container({ waiting: { reason: 'ImagePullBackOff' } })] },
      [],
      'cannot pull example.com/main:1',
      'image',
    ],
    [
      'has just failed to be pulled',
      { containers: [container({ waiting: { reason: 'ContainerCreating' } })] },
      [[name, 'Failed', 'Failed to pull image "example.com/main:1": no such host', 2]],
      'cannot pull example.com/main:1',
      'image',
    ],
    [
      'has a name that is none',
      { containers: [container({ waiting: { reason: 'InvalidImageName', message: "couldn't parse image" } })] },
      [],
      "couldn't parse image",
      'image name',
    ],
    [
      'lacks a Secret',
      {
        containers: [container({ waiting: { reason: 'CreateContainerConfigError', message: 'secret "x" not found' } })],
      },
      [],
      'CreateContainerConfigError: secret "x" not found',
      'configuration',
    ],
    [
      'lacks a volume',
      { containers: [container({ waiting: { reason: 'ContainerCreating' } })] },
      [[name, 'FailedMount', 'MountVolume.SetUp failed for volume "keys" : secret "x" not found', 2]],
      'volume: secret "x" not found',
      'configuration',
    ],
    [
      'crashes',
      { containers: [container({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 3, lastState: crashed })] },
      [],
      'crashed 3 times, last with exit code 1',
      'crash',
    ],
    ['has just crashed', { containers: [container(crashed)] }, [], 'crashed with exit code 1', 'crash'],
    [
      'needs more memory',
      {
        containers: [
          container(
            { waiting: { reason: 'CrashLoopBackOff' } },
            { restartCount: 1, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
          ),
        ],
      },
      [],
      'crashed with exit code 137, OOMKilled',
      'crash',
    ],
    [
      'runs after a crash',
      { containers: [container(running, { restartCount: 1, lastState: crashed })] },
      [],
      'runs again, it crashed with exit code 1',
      undefined,
    ],
    [
      'fails its probe',
      { containers: [container(running)] },
      [[name, 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503', 20]],
      'readiness probe fails',
      undefined,
    ],
    [
      'failed a probe in an earlier run',
      { containers: [container(running)] },
      [[name, 'Unhealthy', 'Startup probe failed', 5]],
      'starting',
      undefined,
    ],
    [
      'is in front of its container',
      {
        inits: [container(running, { name: 'upgrade' })],
        containers: [container({ waiting: { reason: 'PodInitializing' } })],
      },
      [],
      'starting',
      undefined,
    ],
    [
      'crashes in front of its container',
      {
        inits: [container(crashed, { name: 'upgrade' })],
        containers: [container({ waiting: { reason: 'PodInitializing' } })],
      },
      [],
      'crashed with exit code 1',
      'crash',
    ],
    [
      'is done in front of its container',
      {
        inits: [container({ terminated: { exitCode: 0 } }, { name: 'upgrade' })],
        containers: [container({ waiting: { reason: 'ImagePullBackOff' } })],
      },
      [],
      'cannot pull',
      'image',
    ],
  ] satisfies [string, PodFacts, Parameters<typeof event>[], string, string | undefined][])(
    '%s',
    (_what, facts, events, text, problem) => {
      const reason = reasonWith(facts, ...events)
      expect(reason?.text).toContain(text)
      expect(reason?.problem).toBe(problem)
    },
  )

  it('names the container to look into', () => {
    expect(reasonWith({ inits: [container(crashed, { name: 'upgrade' })] })).toMatchObject({
      pod: name,
      container: 'upgrade',
      hasCrashed: true,
    })
  })

  it('is described on one short line', () => {
    const text = reasonWith({ unscheduled: `${'0/9 nodes are available, '.repeat(20)}\nand more` })?.text ?? ''
    expect(text.length).toBeLessThan(170)
    expect(text).not.toContain('\n')
  })
})

describe('a Deployment', () => {
  const of = (status: object, ...pods: PodFacts[]) =>
    waitingIn(snapshot({ deployments: [deployment('api', status)], pods: pods.map(pod) }))

  it.each([
    ['is rolled out', {}, 0],
    ['has an old pod', { replicas: 2 }, 1],
    ['is not seen by its controller yet', { observedGeneration: 1 }, 1],
    ['has no pod of its newest version', { updatedReplicas: 0 }, 1],
    ['has a pod that is not ready for long enough', notAvailable, 1],
  ])('that %s', (_what, status, count) => {
    expect(of(status, { isReady: true })).toHaveLength(count)
  })

  it('counts the pods of its newest version', () => {
    const [waiting] = of(
      { replicas: 2, availableReplicas: 1 },
      { name: 'old', isReady: true },
      { name: 'new', version: '2', made: 60 },
    )
    expect(waiting).toMatchObject({ ready: 0, wanted: 1, reason: { pod: 'new' } })
  })

  it('without pods says who refuses them', () => {
    const message = 'pods "slipway-api-x" is forbidden: violates PodSecurity "restricted:latest"'
    const events = [event('slipway-api-5c65565bd8', 'FailedCreate', message)]
    const [waiting] = waitingIn(snapshot({ deployments: [deployment('api', { updatedReplicas: 0 })], events }))
    expect(waiting?.reason).toMatchObject({ text: message, problem: 'pod is refused' })
  })
})

describe('a StatefulSet', () => {
  const set = (status: object): V1StatefulSet => ({
    metadata: { name: 'slipway-database', labels: { 'app.kubernetes.io/component': 'database' }, generation: 1 },
    spec: { replicas: 1, serviceName: '', selector: {}, template: {} },
    status: { observedGeneration: 1, replicas: 1, ...status },
  })

  it.each([
    ['is there', { updatedReplicas: 1, readyReplicas: 1 }, 0],
    ['is not ready', { updatedReplicas: 1 }, 1],
    ['still has the old pod', { readyReplicas: 1 }, 1],
  ])('that %s', (_what, status, count) => {
    expect(waitingIn(snapshot({ statefulSets: [set(status)] }))).toHaveLength(count)
  })
})

describe('a Job', () => {
  it('that is complete is ready', () => {
    expect(waitingIn(snapshot({ jobs: [job('migrate', 'Complete')] }))).toEqual([])
  })

  it('of an upgrade that was given up does not count', () => {
    const jobs = [job('migrate', 'Complete', '', 60), job('migrate', 'Failed', 'backoff limit', 30)]
    expect(workloadsOf(snapshot({ jobs }))).toHaveLength(1)
    expect(waitingIn(snapshot({ jobs }))).toEqual([])
  })

  it('that runs is told so', () => {
    const running = pod({
      component: 'migrate',
      labels: { 'batch.kubernetes.io/job-name': 'slipway-migrate-1a2b3c' },
      isReady: true,
    })
    expect(waitingIn(snapshot({ jobs: [job('migrate')], pods: [running] }))[0]?.reason.text).toBe('runs')
  })

  it('that failed never will be', () => {
    const jobPod = pod({
      component: 'migrate',
      name: 'slipway-migrate-1a2b3c-x',
      labels: { 'batch.kubernetes.io/job-name': 'slipway-migrate-1a2b3c' },
      containers: [container(crashed)],
    })
    const [waiting] = waitingIn(
      snapshot({ jobs: [job('migrate', 'Failed', 'Job has reached the specified backoff limit')], pods: [jobPod] }),
    )
    expect(waiting?.reason).toMatchObject({
      text: 'failed: Job has reached the specified backoff limit',
      problem: 'job failed',
      pod: 'slipway-migrate-1a2b3c-x',
      hasCrashed: true,
    })
  })
})

describe('all of it', () => {
  const everything = snapshot({
    deployments: ['ui', 'api', 'mlflow', 'cache'].map((name) => deployment(name, notAvailable)),
    jobs: [job('database-roles', 'Complete')],
  })

  it('is listed so that what others wait for comes first', () => {
    expect(waitingIn(everything).map(({ component }) => component)).toEqual(['cache', 'mlflow', 'api', 'ui'])
  })

  it('is told on one line', () => {
    const total = workloadsOf(everything).length
    expect(inWords(waitingIn(everything).slice(1, 3), total)).toBe(
      'waiting for 2 of 5: mlflow (0/1: no pod yet), api (0/1: no pod yet)',
    )
  })

  it('stays short when there is much to wait for', () => {
    const many = Array.from({ length: 9 }, () => waitingIn(everything)[0]).filter((one) => one !== undefined)
    expect(inWords(many, 9)).toMatch(/^waiting for 9 of 9: (cache [^,]+, ){4}cache \S+ no pod yet\) and 4 more$/)
  })
})
