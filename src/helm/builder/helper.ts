import { type Expr, exprOf, isExpr, nodeOf, type Scalar } from '../expression/expr.js'
import type { DocumentNode } from '../node/document-node.js'
import type { ExpressionNode, HelperReference } from '../node/expression-node.js'
import { captureOrigin, type Origin } from '../node/origin.js'
import { booleanType, integerType, stringType, type ValueType } from '../node/value-type.js'
import { toDocument } from './to-document.js'

const parameterTypes = { string: stringType, integer: integerType, boolean: booleanType } as const
type TypeName = keyof typeof parameterTypes

/** A parameter is declared by a type name, or by an example: a value reference of the same shape. */
export type ParameterDeclarations = Readonly<Record<string, TypeName | Expr<unknown>>>

type ParameterValue<D> = D extends 'string'
  ? Expr<string>
  : D extends 'integer'
    ? Expr<number>
    : D extends 'boolean'
      ? Expr<boolean>
      : D

type Arguments<P extends ParameterDeclarations> = {
  readonly [K in keyof P]: P[K] extends 'string'
    ? string | Expr<string>
    : P[K] extends 'integer'
      ? number | Expr<number>
      : P[K] extends 'boolean'
        ? boolean | Expr<boolean>
        : P[K]
}

interface ResultTypes {
  readonly text: string
  /** Text that is a DNS-like name: lower-case letters, digits, `-` and `.` only. */
  readonly name: string
  readonly integer: number
  readonly mapping: Readonly<Record<string, string>>
}

interface HelperDefinition<P extends ParameterDeclarations, R extends keyof ResultTypes> {
  /** One sentence for readers of the chart. */
  readonly doc: string
  readonly parameters?: P
  readonly returns: R
  readonly body: (parameters: { readonly [K in keyof P]: ParameterValue<P[K]> }) => unknown
}

/** A named template: `define` in the chart. */
export interface Helper extends HelperReference {
  readonly doc: string
  readonly body: ExpressionNode | DocumentNode
  readonly origin: Origin
}

type HelperCall<P extends ParameterDeclarations, R extends keyof ResultTypes> = (keyof P extends never
  ? () => Expr<ResultTypes[R]>
  : (args: Arguments<P>) => Expr<ResultTypes[R]>) & { readonly helper: Helper }

/**
 * A named template that users and parent charts may call too. For everything else use a TypeScript function: it costs
 * the reader of the chart nothing.
 */
export const helper = <R extends keyof ResultTypes, const P extends ParameterDeclarations = Record<never, never>>(
  name: string,
  { doc, parameters, returns, body }: HelperDefinition<P, R>,
): HelperCall<P, R> => {
  const origin = captureOrigin()
  const declared = Object.entries(parameters ?? {})
  const bound = declared.map(([key, type]) => [
    key,
    exprOf({
      kind: 'parameter',
      name: key,
      type: isExpr(type) ? nodeOf(type) : (parameterTypes[type as TypeName] as ValueType),
      origin,
    }),
  ])
  const content = body(Object.fromEntries(bound))
  const definition: Helper = {
    name,
    doc,
    returns,
    parameters: declared.map(([key]) => key),
    body: returns === 'mapping' ? toDocument(content) : nodeOf(content as Expr<Scalar>),
    origin,
  }
  const include = (args: Readonly<Record<string, Expr<unknown> | Scalar>> = {}) =>
    exprOf<Expr<unknown>>({
      kind: 'include',
      helper: definition,
      args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, nodeOf(value)])),
      origin: captureOrigin(),
    })
  return Object.assign(include, { helper: definition }) as unknown as HelperCall<P, R>
}
