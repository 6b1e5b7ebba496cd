import type { IProbe } from 'kubernetes-models/v1'
import type { LiftObject, Ref } from '../../helm/index.js'
import type { WorkloadValues } from '../values/index.js'

type Check = Pick<LiftObject<IProbe>, 'httpGet' | 'tcpSocket'>

/** What each probe asks. Liveness must not depend on other systems: restarting this pod would not heal them. */
export interface Checks {
  readonly startup: Check
  readonly readiness: Check
  readonly liveness: Check
}

export const httpCheck = (path: string): Check => ({ httpGet: { path, port: 'http' } })
export const portCheck: Check = { tcpSocket: { port: 'http' } }

/** The three probes of a container. */
export const probes = ({ probes }: Ref<WorkloadValues>, checks: Checks) => ({
  startupProbe: probe(probes.startup, checks.startup),
  readinessProbe: probe(probes.readiness, checks.readiness),
  livenessProbe: probe(probes.liveness, checks.liveness),
})

const probe = (timing: Ref<WorkloadValues['probes']['startup']>, check: Check): LiftObject<IProbe> => ({
  ...check,
  periodSeconds: timing.periodSeconds,
  timeoutSeconds: timing.timeoutSeconds,
  failureThreshold: timing.failureThreshold,
})
