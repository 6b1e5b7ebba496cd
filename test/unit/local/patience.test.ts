import { describe, expect, it } from 'vitest'
import { type Problem, patienceSeconds, type Waiting, waitingIn } from '../../../src/cli/local/observe/readiness.js'
import { Patience } from '../../../src/cli/local/up/patience.js'
import { deployment, snapshot } from './objects.js'

const api = waitingIn(snapshot({ deployments: [deployment('api', { availableReplicas: 0 })] }))[0] as Waiting

const withProblem = (problem?: Problem): Waiting => ({
  ...api,
  reason: { text: '', ...(problem !== undefined && { problem }) },
})

const limit = 1000 * patienceSeconds.image

describe('patience', () => {
  it('is over when trouble has lasted for its time', () => {
    const patience = new Patience()
    const waiting = [withProblem('image')]
    expect(patience.hopeless(waiting, 0)).toBeUndefined()
    expect(patience.hopeless(waiting, limit - 1)).toBeUndefined()
    expect(patience.hopeless(waiting, limit)).toBe(waiting[0])
  })

  it('begins anew when the trouble was gone in between', () => {
    const patience = new Patience()
    patience.hopeless([withProblem('image')], 0)
    patience.hopeless([withProblem()], limit / 2)
    expect(patience.hopeless([withProblem('image')], limit)).toBeUndefined()
  })

  it('is none for what cannot mend itself', () => {
    expect(new Patience().hopeless([withProblem('job failed')], 0)).toBeDefined()
  })

  it('has no end for what is only slow', () => {
    const patience = new Patience()
    patience.hopeless([withProblem()], 0)
    expect(patience.hopeless([withProblem()], 3_600_000)).toBeUndefined()
  })
})
