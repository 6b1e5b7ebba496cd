import type { AnnotationMap, ObjectName, PublicHost } from './types.js'

/** How requests from outside the cluster reach the platform. */
export interface EdgeValues {
  /** `httpRoute` attaches to a Gateway, `ingress` makes an Ingress, `none` leaves the Services inside the cluster. */
  mode: 'none' | 'ingress' | 'httpRoute'
  /** Host name of the user interface. Empty means that it is not reachable from outside. */
  uiHost: PublicHost
  /** Host name of the API. Empty means that it is not reachable from outside. */
  apiHost: PublicHost
  /** Settings of `mode: ingress`. */
  ingress: IngressValues
  /** Settings of `mode: httpRoute`. */
  gateway: GatewayValues
}

export interface IngressValues {
  /** Name of the IngressClass. Empty means the cluster's default. */
  className: ObjectName
  /** Annotations of the Ingress, for the settings of its controller. */
  annotations: AnnotationMap
  /** Name of the Secret with the TLS certificate. Empty means no TLS here. */
  tlsSecret: ObjectName
}

export interface GatewayValues {
  /** Name of the Gateway that the routes attach to. */
  name: ObjectName
  /** Namespace of the Gateway. Empty means the release's own. */
  namespace: ObjectName
  /** Name of the Gateway's listener. Empty means all that fit. */
  sectionName: ObjectName
}

export const edgeDefaults: EdgeValues = {
  mode: 'none',
  uiHost: '',
  apiHost: '',
  ingress: { className: '', annotations: {}, tlsSecret: '' },
  gateway: { name: '', namespace: '', sectionName: '' },
}
