/** What users of the chart may set. The schema, values.yaml and its comments are made from this file. */
export interface Values {
  /** The wiki, of which each tenant has pods of its own. */
  readonly wiki: Wiki
  /**
   * Tenants by name, which is part of the names of their objects.
   * @propertyNames {"pattern": "^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$"}
   */
  readonly tenants: Readonly<Record<string, Tenant>>
  /** The store that all tenants share. */
  readonly store: Store
  /** The proxy in front of the tenants. */
  readonly gateway: Gateway
  /** How the gateway is reached from outside. */
  readonly ingress: Ingress
  /**
   * Jobs that run by the clock, by name.
   * @propertyNames {"pattern": "^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$"}
   */
  readonly reports: Readonly<Record<string, Report>>
}

interface Wiki {
  /** The image of the wiki, with its tag. */
  readonly image: string
  /**
   * Number of pods of a tenant that does not say how many.
   * @asType integer
   * @minimum 1
   * @maximum 20
   */
  readonly replicas: number
  /**
   * Most pods of all tenants together.
   * @asType integer
   * @minimum 1
   * @maximum 1000
   */
  readonly maximumReplicas: number
  /** Containers beside the wiki in each of its pods, written as Kubernetes takes them. */
  readonly sidecars: readonly object[]
}

export interface Tenant {
  /** What the wiki calls itself; the name of the tenant if absent. */
  readonly title?: string
  /**
   * Number of pods; `wiki.replicas` if absent.
   * @asType integer
   * @minimum 1
   * @maximum 20
   */
  readonly replicas?: number
  /** Nobody can change a page. */
  readonly readOnly?: boolean
  /** More environment variables by name. */
  readonly env?: Readonly<Record<string, string>>
  /** Labels of the nodes that the pods may run on. */
  readonly nodeSelector?: Readonly<Record<string, string>>
}

interface Store {
  /** The image of Valkey, with its tag. */
  readonly image: string
  /** Where pages are kept: on a volume of their own, in the memory of the node, or on its disk until the pod goes. */
  readonly medium: 'volume' | 'memory' | 'node'
  /**
   * How much fits.
   * @pattern ^[1-9][0-9]*[KMGT]i$
   */
  readonly size: string
}

interface Gateway {
  /** The image of nginx, with its tag. */
  readonly image: string
  /**
   * Paths by name, and who answers there.
   * @propertyNames {"pattern": "^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$"}
   */
  readonly routes: Readonly<Record<string, Route>>
}

interface Route {
  /**
   * The path that requests start with.
   * @pattern ^/[a-z0-9/-]*$
   */
  readonly path: string
  /**
   * Tenants whose pods answer, and how many of the requests each of them gets.
   * @propertyNames {"pattern": "^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$"}
   */
  readonly weights: Readonly<Record<string, Weight>>
}

/**
 * A share of the requests.
 * @asType integer
 * @minimum 1
 * @maximum 100
 */
type Weight = number

interface Ingress {
  /**
   * Paths of the gateway by host and path; no hosts, no Ingress.
   * @propertyNames {"pattern": "^([*][.])?[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"}
   */
  readonly hosts: Readonly<Record<string, Paths>>
  /** The cert-manager ClusterIssuer that signs a certificate for the hosts; plain HTTP if absent. */
  readonly issuer?: string
}

/**
 * How each path of a host is compared.
 * @propertyNames {"pattern": "^/[A-Za-z0-9/._-]*$"}
 */
type Paths = Readonly<Record<string, PathType>>

/** How an Ingress compares paths. */
type PathType = 'Prefix' | 'Exact'

export interface Report {
  /** When it runs, as cron writes it. */
  readonly schedule: string
  /**
   * What it runs.
   * @minItems 1
   */
  readonly command: readonly string[]
  /** It stays there and does not run. */
  readonly suspended?: boolean
}

export const defaults: Values = {
  wiki: { image: 'registry.example.com/wiki:2.4.0', replicas: 2, maximumReplicas: 20, sidecars: [] },
  tenants: { demo: { title: 'Try it out', replicas: 1 } },
  store: { image: 'docker.io/valkey/valkey:9.0.1', medium: 'volume', size: '8Gi' },
  gateway: {
    image: 'docker.io/nginxinc/nginx-unprivileged:1.29.3',
    routes: { all: { path: '/', weights: { demo: 1 } } },
  },
  ingress: { hosts: {} },
  reports: { usage: { schedule: '15 4 * * *', command: ['wiki', 'report', '--since=24h'] } },
}
