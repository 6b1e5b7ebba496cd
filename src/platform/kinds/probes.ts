import type { IProbe } from 'kubernetes-models/v1'
import { type LiftObject, type Ref, spread } from '../../helm/index.js'
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

/** The three probes of a container, each with the timing that the values say. */
export const probes = ({ probes }: Ref<PodValues>, checks: Checks) => ({
  startupProbe: { ...checks.startup, ...spread(probes.startup) },
  readinessProbe: { ...checks.readiness, ...spread(probes.readiness) },
  livenessProbe: { ...checks.liveness, ...spread(probes.liveness) },
})
