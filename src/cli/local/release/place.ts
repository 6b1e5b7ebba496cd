import type { Access } from '../kubernetes/access.js'

export const releaseName = 'slipway'

/** Where a release is. */
export interface Place {
  readonly access: Access
  readonly namespace: string
}

/** What tells Helm where to go. */
export const placeFlags = ({ access: { kubeconfig, context }, namespace }: Place): readonly string[] => [
  ...['--namespace', namespace],
  ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
  ...(context === undefined ? [] : ['--kube-context', context]),
]

/** A command of kubectl for a release's namespace. */
export const kubectl = ({ access: { kubeconfig, context }, namespace }: Place, ...args: readonly string[]): string =>
  [
    ...['kubectl', '--namespace', namespace],
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ...(context === undefined ? [] : ['--context', context]),
    ...args,
  ].join(' ')
