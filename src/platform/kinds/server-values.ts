import type { Expr, Ref } from '../../helm/index.js'
import type { PeerName, ServerName, ServingName } from '../topology.js'
import {
  type PeerValues,
  type PodValues,
  type ServerValues,
  type Values,
  values,
  type WorkloadValues,
} from '../values/index.js'

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name

/** A sentence about each name of the topology that the values do not know. */
type Missing<Names extends string, Of, Wanted, Where extends string> = {
  [Name in Names]: CamelCase<Name> extends keyof Of
    ? Of[CamelCase<Name>] extends Wanted
      ? never
      : `${Where}.${CamelCase<Name>} lacks what all of its kind have`
    : `${Where} lacks ${CamelCase<Name>}`
}[Names]

type Mistakes =
  | Missing<Exclude<ServerName, ServingName>, Values, ServerValues, 'Values'>
  | Missing<ServingName, Values, WorkloadValues, 'Values'>
  | Missing<PeerName, Values['networkPolicies']['peers'], PeerValues, 'Values.networkPolicies.peers'>

/** An error here reads `'no mistakes' is not assignable to type '"Values lacks …"'`. */
'no mistakes' satisfies [Mistakes] extends [never] ? 'no mistakes' : Mistakes

/** `otel-collector` as the key of its values: `otelCollector`. */
export const valuesKeyOf = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

const byKey = values as unknown as Readonly<Record<string, unknown>>

/** The values that a server shares with all others. */
export const podValuesOf = (server: ServerName): Ref<PodValues> => byKey[valuesKeyOf(server)] as Ref<PodValues>

/** The values that a server shares with all that scale. */
export const workloadOf = (server: ServingName): Ref<WorkloadValues> => byKey[server] as Ref<WorkloadValues>

/** Time to end of a server with a fixed number of pods. */
export const shutdownSecondsOf = (server: ServerName): Expr<number> =>
  (podValuesOf(server) as unknown as Ref<ServerValues>).shutdownSeconds
