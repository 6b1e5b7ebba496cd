/** A command-line tool at one exact version, built from its Go module. */
export interface Pin {
  /** The file name in `.tools/bin`. Helm carries its version in it, because several are needed at once. */
  readonly name: string
  /** The version without the leading `v`. */
  readonly version: string
  /** The Go package of the command. */
  readonly package: string
  /** A folder beside this file with a go.mod of its own, for a module that `go install package@version` refuses. */
  readonly folder?: string
  /** The file in `folder` that says which modules to use, when it is not go.mod. */
  readonly moduleFile?: string
  /** The module in `folder`'s go.mod that must have the version of the pin; the one that `package` belongs to when absent. */
  readonly module?: string
  /** Go variables to set when linking (`-X name=value`). */
  readonly variables: Readonly<Record<string, string>>
  /** How to ask a tool found on PATH for its version; absent when the tool cannot tell. */
  readonly probe?: { readonly command: string; readonly args: readonly string[] }
  /** Rough length of a build on two cores with an empty Go cache, downloads not counted; shown when it starts. */
  readonly seconds: number
}

const helmProbe = { command: 'helm', args: ['version', '--template', '{{.Version}}'] }

/** Helm's own packages as a service, for tests that render thousands of times: see tools/helm-engine. */
const helmEngine = (version: string, major: 3 | 4, more: Partial<Pin> = {}): Pin => ({
  name: `helm-engine-${version}`,
  version,
  package: `slipway.dev/tools/helm-engine/helm${major}`,
  folder: `helm-engine/helm${major}`,
  module: `helm.sh/helm/v${major}`,
  variables: {},
  probe: { command: 'helm-engine', args: ['version'] },
  seconds: 10,
  ...more,
})

/** Helm 3 does not find its Kubernetes version by itself: without these it claims v1.20 and refuses the chart. */
const kubernetesOfHelm3 = {
  'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor': '1',
  'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor': '36',
}

/** The tools that the tests and checks use, in the order in which they are installed. */
export const pins: readonly Pin[] = [
  {
    name: 'helm-3.21.4',
    version: '3.21.4',
    package: 'helm.sh/helm/v3/cmd/helm',
    variables: {
      'helm.sh/helm/v3/internal/version.version': 'v3.21.4',
      ...kubernetesOfHelm3,
      'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor': '1',
      'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor': '36',
    },
    probe: helmProbe,
    seconds: 90,
  },
  {
    name: 'helm-4.2.4',
    version: '4.2.4',
    package: 'helm.sh/helm/v4/cmd/helm',
    variables: { 'helm.sh/helm/v4/internal/version.version': 'v4.2.4' },
    probe: helmProbe,
    seconds: 90,
  },
  {
    name: 'helm-4.3.1',
    version: '4.3.1',
    package: 'helm.sh/helm/v4/cmd/helm',
    variables: { 'helm.sh/helm/v4/internal/version.version': 'v4.3.1' },
    probe: helmProbe,
    seconds: 90,
  },
  helmEngine('3.21.4', 3, { variables: kubernetesOfHelm3 }),
  helmEngine('4.2.4', 4, { moduleFile: 'helm-4.2.4.mod' }),
  helmEngine('4.3.1', 4),
  {
    name: 'kubeconform',
    version: '0.7.0',
    package: 'github.com/yannh/kubeconform/cmd/kubeconform',
    variables: { 'main.version': 'v0.7.0' },
    probe: { command: 'kubeconform', args: ['-v'] },
    seconds: 20,
  },
  {
    name: 'helm-unittest',
    version: '1.1.2',
    package: 'github.com/helm-unittest/helm-unittest/cmd/helm-unittest',
    folder: 'helm-unittest',
    variables: { 'github.com/helm-unittest/helm-unittest/internal/build.version': '1.1.2' },
    seconds: 60,
  },
  {
    name: 'kube-score',
    version: '1.20.0',
    package: 'github.com/zegl/kube-score/cmd/kube-score',
    variables: { 'main.version': '1.20.0' },
    probe: { command: 'kube-score', args: ['version'] },
    seconds: 40,
  },
  {
    name: 'kind',
    version: '0.33.0',
    package: 'sigs.k8s.io/kind',
    variables: {},
    probe: { command: 'kind', args: ['--version'] },
    seconds: 15,
  },
]
