import { dirname } from 'node:path'

/** A place in a TypeScript source file. Lines and columns count from 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column: number
}

/**
 * Where a node was made. The stack is captured at once but read only when somebody asks: reading maps every frame
 * through the source maps, and most nodes never appear in an error.
 */
export class Origin {
  readonly #stack: { readonly stack: string }
  #frames: readonly Position[] | undefined

  constructor(stack: { readonly stack: string }) {
    this.#stack = stack
  }

  /** The innermost line outside the toolkit: where the construct itself was written. */
  get position(): Position {
    return this.#authorFrames()[0] ?? unknownPosition
  }

  /**
   * The outermost line outside the toolkit: the module that declares the object, even when a helper built it. A line of the
   * chart itself comes before one of a package, which may be the program that loads the chart.
   */
  get declaration(): Position {
    const frames = this.#authorFrames()
    return frames.findLast(({ file }) => packageOf(file) === undefined) ?? frames.at(-1) ?? unknownPosition
  }

  #authorFrames(): readonly Position[] {
    this.#frames ??= framesOf(this.#stack.stack).filter(isAuthorFrame)
    return this.#frames
  }
}

/** The position of what the toolkit itself adds to a chart. */
export const unknownPosition: Position = { file: 'unknown source', line: 0, column: 0 }

/** Remembers the caller's place. Deep enough for a helper that calls a helper that calls a helper. */
export const captureOrigin = (): Origin => {
  const holder = {} as { readonly stack: string }
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 25
  Error.captureStackTrace(holder, captureOrigin)
  Error.stackTraceLimit = limit
  return new Origin(holder)
}

/** `src/platform/x.ts:12:5`: the file relative to `root`. */
export const formatPosition = ({ file, line, column }: Position, root: string = process.cwd()): string =>
  `${relativeTo(root, file)}:${line}:${column}`

/** The file relative to `root` when it lies below it, unchanged otherwise; always with forward slashes. */
export const relativeTo = (root: string, file: string): string => {
  const [base, path] = [root, file].map((text) => text.replaceAll('\\', '/').replace(/\/$/, '')) as [string, string]
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path
}

/** Stack lines look like `at name (file:line:column)` or `at file:line:column`; `at async` only waits for the module. */
const framesOf = (stack: string): Position[] =>
  [...stack.matchAll(/^\s+at (?!async )(?:[^(\n]*\((?=.*\)$))?(file:\/\/)?(.+):(\d+):(\d+)/gm)].map(
    ([, scheme, file, line, column]) => ({
      file: scheme === undefined ? (file as string) : decodeURIComponent(file as string),
      line: Number(line),
      column: Number(column),
    }),
  )

// Read from this module's own frame, so that compiled and source runs (other folders, same stack mapping) both work.
const [here = unknownPosition] = framesOf(new Error().stack as string)
const toolkitFolder = dirname(dirname(here.file))

/**
 * Programs that load and run TypeScript, and test runners: their frames stand between those of an author. All other
 * packages count as authors, because a library of charts calls the toolkit as a chart does.
 */
const runners =
  /^(?:(?:tsx|ts-node|tsimp|jiti|esbuild|esbuild-register|vite|vite-node|vitest|jest|mocha|jasmine|ava|tap|uvu|rolldown|rollup)|jest-.*|mocha-.*|@(?:vitest|jest|tapjs|swc|swc-node|esbuild-kit|esbuild-plugins|stryker-mutator|babel)\/.*)$/

/** The package that a file belongs to, such as `@vitest/runner`; `undefined` outside of node_modules. */
const packageOf = (file: string): string | undefined =>
  /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/'))?.[1]

/** Another copy of the toolkit, as a chart library may bring one. */
const isToolkit = (file: string, name: string | undefined): boolean =>
  file.startsWith(`${toolkitFolder}/`) || (name === 'slipway' && file.includes('/slipway/dist/helm/'))

const isAuthorFrame = ({ file }: Position): boolean => {
  if (file.startsWith('node:')) return false
  const name = packageOf(file)
  return !isToolkit(file, name) && (name === undefined || !runners.test(name))
}
