type HookEvent =
  | 'pre-install'
  | 'post-install'
  | 'pre-upgrade'
  | 'post-upgrade'
  | 'pre-rollback'
  | 'post-rollback'
  | 'pre-delete'
  | 'post-delete'
  | 'test'

type DeletePolicy = 'before-hook-creation' | 'hook-succeeded' | 'hook-failed'

export interface HookOptions {
  readonly on: readonly [HookEvent, ...HookEvent[]]
  /** Hooks of one event run in ascending order of their weight. */
  readonly weight?: number
  readonly deletePolicy: readonly [DeletePolicy, ...DeletePolicy[]]
}

/** The annotations that make an object a Helm hook. */
export const hook = ({ on, weight, deletePolicy }: HookOptions): Readonly<Record<string, string>> => ({
  'helm.sh/hook': on.join(','),
  ...(weight === undefined ? {} : { 'helm.sh/hook-weight': String(weight) }),
  'helm.sh/hook-delete-policy': deletePolicy.join(','),
})
