import { type Expr, exprOf, nodeOf, type Scalar } from '../expression/expr.js'
import { BuildError } from '../node/build-error.js'
import { captureOrigin } from '../node/origin.js'
import type { ValueType } from '../node/value-type.js'

/** One argument of a call, in the forms that a Go template action may need. */
export interface PrintedOperand {
  readonly type: ValueType
  /** As an operand: one word, or parenthesised. */
  readonly word: string
  /** An integer as Go compares and prints it: values from files are float64, from `--set` int64. */
  readonly integer: string
}

/** `subject | filter`, the idiom for text functions, or a plain call `name a b`. */
export type Printed = { readonly subject: PrintedOperand; readonly filter: string } | { readonly call: string }

/** What a Helm or Sprig function means: its type, its printed form and the same in TypeScript. */
export interface FunctionDefinition {
  /** @throws TypeProblem for operands of the wrong types. */
  readonly result: (args: readonly ValueType[]) => ValueType
  readonly print: (args: readonly PrintedOperand[]) => Printed
  readonly evaluate: (args: readonly unknown[]) => unknown
  /** Sprig's arithmetic cuts fractions off without a word, so it takes integers only. */
  readonly integersOnly?: boolean
  /** Integer results that are already int64 in Go and need no conversion. */
  readonly native?: boolean
  /** Its whole purpose is a value that may be absent. */
  readonly takesAbsent?: boolean
}

/** Operands of types that a function does not take, found when the schema is known. The build adds the position. */
export class TypeProblem extends Error {}

/** What authors call: it makes a node, and knows what the node means. */
export interface TemplateFunction {
  readonly functionName: string
  readonly definition: FunctionDefinition
}

/**
 * A function of templates, whole: `Signature` is what authors may write, `definition` what it means. The name is the same in
 * TypeScript, in the table of functions and in messages.
 *
 * @throws BuildError when it is called without any operand.
 */
export const defineFunction = <Signature extends (...args: never[]) => Expr<unknown>>(
  functionName: string,
  definition: FunctionDefinition,
): Signature & TemplateFunction => {
  const call = (...args: readonly unknown[]): Expr<unknown> => {
    const origin = captureOrigin()
    if (args.length === 0) throw new BuildError(origin, `${functionName}() needs at least one operand`)
    return exprOf<Expr<unknown>>({ kind: 'call', name: functionName, args: args.map(nodeOf), origin })
  }
  return Object.assign(call as unknown as Signature, { functionName, definition })
}

/** An expression, or a literal in its place. */
export type Operand<T> = Expr<T> | (T & Scalar)

export const call =
  (name: string) =>
  (args: readonly PrintedOperand[]): Printed => ({ call: [name, ...args.map((arg) => arg.word)].join(' ') })

/** The first argument flows through `filter`: `subject | name rest…`. */
export const filter =
  (name: string) =>
  ([subject, ...rest]: readonly PrintedOperand[]): Printed => ({
    subject: subject as PrintedOperand,
    filter: [name, ...rest.map((arg) => arg.word)].join(' '),
  })

export const returns = (type: ValueType) => (): ValueType => type
