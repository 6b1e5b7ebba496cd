import type { Expr } from '../../helm/index.js'
import type { ServingName } from '../topology.js'
import { values } from '../values/index.js'

const hosts: Readonly<Record<ServingName, Expr<string>>> = { api: values.edge.apiHost, ui: values.edge.uiHost }

/** The host name under which a component is reachable from outside; empty when it is not. */
export const publicHostOf = (component: ServingName): Expr<string> => hosts[component]
