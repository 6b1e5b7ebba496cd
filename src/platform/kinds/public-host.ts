import type { Expr } from '../../helm/index.js'
import type { ComponentName } from '../topology.js'
import { values } from '../values/index.js'

const hosts: Readonly<Record<ComponentName, Expr<string>>> = { api: values.edge.apiHost, ui: values.edge.uiHost }

/** The host name under which a component is reachable from outside; empty when it is not. */
export const publicHostOf = (component: ComponentName): Expr<string> => hosts[component]
