import type { ValueType } from '../node/value-type.js'

/** One argument of a call, in the forms that a Go template action may need. */
export interface Operand {
  readonly type: ValueType
  /** As an operand: one word, or parenthesised. */
  readonly word: string
  /** An integer as Go compares and prints it: values from files are float64, from `--set` int64. */
  readonly integer: string
}

/** `subject | filter`, the idiom for text functions, or a plain call `name a b`. */
export type Printed = { readonly subject: Operand; readonly filter: string } | { readonly call: string }

/** A Helm or Sprig function: its type, its printed form and the same meaning in TypeScript. */
export interface FunctionDefinition {
  readonly result: (args: readonly ValueType[]) => ValueType
  readonly print: (args: readonly Operand[]) => Printed
  readonly evaluate: (args: readonly unknown[]) => unknown
  /** Sprig's arithmetic cuts fractions off without a word, so it takes integers only. */
  readonly integersOnly?: boolean
  /** Integer results that are already int64 in Go and need no conversion. */
  readonly native?: boolean
}

/** Checks the shape of the table while keeping its keys. */
export const defineFunctions = <Name extends string>(
  functions: Readonly<Record<Name, FunctionDefinition>>,
): Readonly<Record<Name, FunctionDefinition>> => functions

export const call =
  (name: string) =>
  (args: readonly Operand[]): Printed => ({ call: [name, ...args.map((arg) => arg.word)].join(' ') })

/** The first argument flows through `filter`: `subject | name rest…`. */
export const filter =
  (name: string) =>
  ([subject, ...rest]: readonly Operand[]): Printed => ({
    subject: subject as Operand,
    filter: [name, ...rest.map((arg) => arg.word)].join(' '),
  })

export const returns = (type: ValueType) => (): ValueType => type
