import { resolve } from 'node:path'
import { formatPosition } from '../node/origin.js'
import { positionOf } from '../schema/declarations.js'
import { type TypeScript, typescript } from '../schema/typescript-api.js'
import { ExpressionChecker } from './expression-checker.js'

export interface LintOptions {
  /** The TypeScript files to look at. What they import is read, not judged. */
  readonly files: readonly string[]
  /** Where packages are that are not in node_modules: `{ 'slipway/helm': ['/path/src/helm/index.ts'] }`. */
  readonly paths?: Readonly<Record<string, readonly string[]>>
}

/**
 * Every place that takes an expression for a value: `replicas ? a : b`, `replicas === 2`, `!enabled`. An expression is an
 * object, whose value only Helm will know: such code compiles, and always goes the same way. JavaScript gives no hook to
 * catch it when it runs. One sentence for each place, with its line; for a test of your own or a step of a build.
 */
export const lintExpressions = ({ files, paths = {} }: LintOptions): readonly string[] => {
  const ts = typescript()
  const program = ts.createProgram(
    files.map((file) => resolve(file)),
    {
      strict: true,
      // The first of a list may be missing: who asks for that asks no expression, whatever the project's own setting.
      noUncheckedIndexedAccess: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
      paths: Object.fromEntries(Object.entries(paths).map(([name, places]) => [name, [...places]])),
    },
  )
  const checker = program.getTypeChecker()
  return files.flatMap((file) => {
    const source = program.getSourceFile(resolve(file))
    if (source === undefined) return [`${file}: there is no such file`]
    return [...unresolved(source, checker), ...new ExpressionChecker(checker).problemsIn(source)].map(
      ({ node, problem }) => `${formatPosition(positionOf(node))}: ${problem}`,
    )
  })
}

/** An import that leads nowhere would give `any`, in which nothing is found. */
const unresolved = (source: TypeScript.SourceFile, checker: TypeScript.TypeChecker) => {
  const ts = typescript()
  return source.statements
    .filter((statement) => ts.isImportDeclaration(statement))
    .map(({ moduleSpecifier }) => moduleSpecifier)
    .filter((specifier) => ts.isStringLiteral(specifier) && !specifier.text.startsWith('node:'))
    .filter((specifier) => checker.getSymbolAtLocation(specifier) === undefined)
    .map((node) => ({ node, problem: `${node.getText()} is not found, so that its expressions cannot be seen` }))
}
