import type { IProbe } from 'kubernetes-models/v1'
import type { LiftObject, Ref } from '../../helm/index.js'
import type { PodValues } from '../values/index.js'

type Check = Pick<LiftObject<IProbe>, 'httpGet' | 'tcpSocket' | 'exec'>

/** What each probe asks. Liveness must not depend on other systems: restarting this pod would not heal them. */
export interface Checks {
  readonly startup: Check
  readonly readiness: Check
  readonly liveness: Check
}

export const httpCheck = (path: string): Check => ({ httpGet: { path, port: 'http' } })
export const portCheck: Check = { tcpSocket: { port: 'http' } }
export const commandCheck = (...command: readonly string[]): Check => ({ exec: { command } })

/** One question for all three probes. */
export const always = (check: Check): Checks => ({ startup: check, readiness: check, liveness: check })

/** The three probes of a container. */
export const probes = ({ probes }: Ref<PodValues>, checks: Checks) => ({
  startupProbe: probe(probes.startup, checks.startup),
  readinessProbe: probe(probes.readiness, checks.readiness),
  livenessProbe: probe(probes.liveness, checks.liveness),
})

const probe = (timing: Ref<PodValues['probes']['startup']>, check: Check): LiftObject<IProbe> => ({
  ...check,
  periodSeconds: timing.periodSeconds,
  timeoutSeconds: timing.timeoutSeconds,
  failureThreshold: timing.failureThreshold,
})
