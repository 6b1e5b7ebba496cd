/** What users of the chart may set. The schema, values.yaml and its comments are made from this file. */
export interface Values {
  /** The image of the web server, with its tag. */
  readonly image: string
  /**
   * Number of pods.
   * @asType integer
   * @minimum 1
   * @maximum 50
   */
  readonly replicas: number
  /** What the server answers. */
  readonly greeting: string
  /** Serve metrics on port 9113. */
  readonly metrics: boolean
  /** More environment variables by name. */
  readonly env: Readonly<Record<string, string>>
  /** More labels of the pods. */
  readonly podLabels: Readonly<Record<string, string>>
}

export const defaults: Values = {
  image: 'docker.io/library/nginx:1.29.3',
  replicas: 2,
  greeting: 'Hello from the chart.',
  metrics: false,
  env: {},
  podLabels: {},
}
