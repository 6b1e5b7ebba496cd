import type { IConfigMap } from 'kubernetes-models/v1'
import type { Expr, LiftObject, Resource } from '../../helm/index.js'
import type { ComponentName } from '../topology.js'
import { objectMeta } from './metadata.js'
import { objectOf } from './object.js'

/** Content of a ConfigMap: text by name. */
export type Data = LiftObject<Readonly<Record<string, string>>>

/** A ConfigMap of a component: `part` is the end of its name. */
export const configMapFor = (
  component: ComponentName,
  data: Data,
  { exists, part }: { readonly exists?: Expr<boolean> | undefined; readonly part?: string | undefined },
): Resource =>
  objectOf<IConfigMap>(exists, { apiVersion: 'v1', kind: 'ConfigMap', metadata: objectMeta(component, part), data })
