/**
 * What the printer must know of a value to print it safely. Derived from the values schema for paths, from the function
 * table for calls.
 */
export type ValueType =
  | { readonly kind: 'string'; readonly choices?: readonly string[] }
  /** A string that is a DNS-like name: needs no quotes in front of a `-suffix`. */
  | { readonly kind: 'name' }
  | { readonly kind: 'integer' }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'object'; readonly properties: Readonly<Record<string, Property>> }
  | { readonly kind: 'map'; readonly values: ValueType }
  | { readonly kind: 'list'; readonly items: ValueType }
  /** Anything: user-supplied objects that pass through. */
  | { readonly kind: 'any' }
  /** No value at all: the items of a list that is always empty. */
  | { readonly kind: 'nothing' }

export type TextType = Extract<ValueType, { readonly kind: 'string' | 'name' }>

export interface Property {
  readonly type: ValueType
  readonly optional: boolean
}

export const stringType: ValueType = { kind: 'string' }
export const nameType: ValueType = { kind: 'name' }
export const integerType: ValueType = { kind: 'integer' }
export const numberType: ValueType = { kind: 'number' }
export const booleanType: ValueType = { kind: 'boolean' }
export const anyType: ValueType = { kind: 'any' }
export const nothingType: ValueType = { kind: 'nothing' }
export const listType = (items: ValueType): ValueType => ({ kind: 'list', items })
export const mapType = (values: ValueType): ValueType => ({ kind: 'map', values })

/** Maps and lists take more than one YAML line; everything else is a scalar. */
export const isCollection = (type: ValueType): boolean =>
  type.kind === 'object' || type.kind === 'map' || type.kind === 'list' || type.kind === 'any'

export const isText = (type: ValueType): type is TextType => type.kind === 'string' || type.kind === 'name'

/** True for a constant text that can be part of a name. */
export const isNameLike = (text: string): boolean => /^[a-z0-9.-]*$/.test(text)

export const isNumeric = (type: ValueType): boolean => type.kind === 'integer' || type.kind === 'number'
