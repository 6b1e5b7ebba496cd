import type { IEnvVar } from 'kubernetes-models/v1'
import {
  type Expr,
  each,
  type Frozen,
  type Keyed,
  keyed,
  type Lift,
  type LiftItem,
  type Spread,
  spread,
} from '../../helm/index.js'

/** Environment variables that several programs have alike, as a named template lists them. */
export type SharedEnv = Expr<readonly Frozen<IEnvVar>[]>

/** Those among the variables of a container. */
export const asEnv = (shared: SharedEnv): LiftItem<Lift<IEnvVar>> => spread(shared)

/** Those in the `settings` of a server. */
export const asSettings = (shared: SharedEnv): Spread<Keyed<Expr<string>>> =>
  each(shared, (setting) => keyed(setting.name, setting.value as Expr<string>))
