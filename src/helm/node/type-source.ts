import type { ExpressionNode } from './expression-node.js'
import type { ValueType } from './value-type.js'

/** Where the type of a parameter comes from: said outright, or taken from an expression like the arguments. */
export type TypeSource =
  | ValueType
  | { readonly kind: 'like'; readonly example: ExpressionNode }
  | { readonly kind: 'listOf'; readonly items: TypeSource }
  | { readonly kind: 'mapOf'; readonly values: TypeSource }
  | { readonly kind: 'fieldsOf'; readonly fields: Readonly<Record<string, TypeSource>> }
