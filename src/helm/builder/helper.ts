import { type Expr, exprOf, nodeOf, type Ref } from '../expression/expr.js'
import type { Always } from '../lift/content.js'
import type { Frozen, Lift } from '../lift/lift.js'
import { BuildError } from '../node/build-error.js'
import type { HelperReference } from '../node/expression-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'
import { type Arguments, type Declaration, type Parameters, sourceOf } from './shape.js'
import { toDocument } from './to-document.js'

declare const structureType: unique symbol

/** Says that a helper returns an object or a list of that type. Made by `structure`. */
export interface Structure<out T> {
  readonly [structureType]: T
}

const structureMark = Object.freeze({})

/** For `returns`: an object or a list, whose fields and items the caller reads like values. */
export const structure = <T extends object>(): Structure<T> => structureMark as Structure<T>

interface ScalarResults {
  readonly text: string
  /** Text that is a DNS-like name: lower-case letters, digits, `-` and `.` only. */
  readonly name: string
  readonly integer: number
  readonly boolean: boolean
}

type Returns = keyof ScalarResults | Structure<unknown>
type Result<R> = R extends keyof ScalarResults
  ? Expr<ScalarResults[R]>
  : R extends Structure<infer T>
    ? Ref<Frozen<T>>
    : never
type Body<R> = R extends keyof ScalarResults
  ? ScalarResults[R] | Expr<ScalarResults[R]>
  : R extends Structure<infer T>
    ? Lift<T>
    : never

interface HelperDefinition<P, R extends Returns, B> {
  /** One sentence for readers of the chart. */
  readonly doc: string
  readonly parameters?: P
  readonly returns: R
  readonly body: (parameters: Parameters<P>) => Always<Body<R>, B>
}

/** A named template: `define` in the chart. */
export interface Helper extends HelperReference {
  readonly doc: string
  readonly origin: Origin
}

type HelperCall<P, R extends Returns> = (keyof P extends never
  ? () => Result<R>
  : (args: Arguments<P>) => Result<R>) & {
  readonly helper: Helper
}

/**
 * A named template: what stands in several places, what makes a long template short, or what users and parent charts may call.
 * It sees nothing of its caller but the arguments.
 */
export const helper = <
  const R extends Returns,
  const B,
  const P extends Readonly<Record<string, Declaration>> = Record<never, never>,
>(
  name: string,
  { doc, parameters, returns, body }: HelperDefinition<P, R, B>,
): HelperCall<P, R> => {
  const origin = captureOrigin()
  const declared = Object.entries<Declaration>(parameters ?? {})
  const bound = declared.map(([key, declaration]) => [
    key,
    exprOf({ kind: 'parameter', name: key, type: sourceOf(declaration), origin }),
  ])
  const content: unknown = body(Object.fromEntries(bound) as Parameters<P>)
  const isStructure = typeof returns === 'object'
  const definition: Helper = {
    name,
    doc,
    returns: isStructure ? 'structure' : (returns as keyof ScalarResults),
    parameters: declared.map(([key]) => key),
    body: isStructure ? toDocument(content, origin) : nodeOf(content),
    origin,
  }
  if (isStructure && !['mapping', 'sequence', 'value'].includes(definition.body.kind)) {
    throw new BuildError(origin, `the helper ${name} returns a structure, so its body must be an object or a list`)
  }
  const include = (args: Readonly<Record<string, unknown>> = {}) =>
    exprOf<Expr<unknown>>({
      kind: 'include',
      helper: definition,
      args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, nodeOf(value)])),
      origin: captureOrigin(),
    })
  return Object.assign(include, { helper: definition }) as unknown as HelperCall<P, R>
}
