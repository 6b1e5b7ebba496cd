import {
  anyType,
  isNameLike,
  isNumeric,
  isText,
  listType,
  mapType,
  nameType,
  nothingType,
  numberType,
  type Property,
  stringType,
  type TextType,
  type ValueType,
} from '../node/value-type.js'

/**
 * The type of a value that is one of two, whichever Helm chooses: what the type promises must hold for both. Text that may
 * be a user's makes the choice no name and no closed choice, and a number with a fraction makes it no integer.
 */
export const commonType = (a: ValueType, b: ValueType): ValueType => {
  if (a.kind === 'nothing') return b
  if (b.kind === 'nothing') return a
  if (isText(a) && isText(b)) return commonText(a, b)
  if (isNumeric(a) && isNumeric(b)) return a.kind === b.kind ? a : numberType
  if (a.kind === 'list' && b.kind === 'list') return listType(commonType(a.items, b.items))
  if (a.kind === 'object' && b.kind === 'object') return { kind: 'object', properties: commonProperties(a, b) }
  const [one, other] = [entriesOf(a), entriesOf(b)]
  if (one !== undefined && other !== undefined) return mapType(commonType(one, other))
  return a.kind === b.kind ? a : anyType
}

export const commonOf = (types: readonly ValueType[]): ValueType => types.reduce(commonType, nothingType)

/** The type of the entries of a map, or of an object that is looped over or merged like one. */
export const entriesOf = (type: ValueType): ValueType | undefined => {
  if (type.kind === 'map') return type.values
  if (type.kind === 'object') return commonOf(Object.values(type.properties).map((property) => property.type))
  return undefined
}

type ObjectType = Extract<ValueType, { readonly kind: 'object' }>

const commonProperties = (a: ObjectType, b: ObjectType): Readonly<Record<string, Property>> => {
  const keys = new Set([...Object.keys(a.properties), ...Object.keys(b.properties)])
  return Object.fromEntries([...keys].map((key) => [key, commonProperty(a.properties[key], b.properties[key])]))
}

/** A property that only one of the two has may be absent. */
const commonProperty = (a: Property | undefined, b: Property | undefined): Property => {
  if (a === undefined || b === undefined) return { type: (a ?? b)?.type ?? anyType, optional: true }
  return { type: commonType(a.type, b.type), optional: a.optional || b.optional }
}

/** The type of a value of which the schema says nothing, where the author expects one of this kind. */
export const openType = (expected: ValueType): ValueType => {
  if (isText(expected)) return stringType
  return isNumeric(expected) ? numberType : expected
}

const commonText = (a: TextType, b: TextType): ValueType => {
  if (a.kind === 'name' || b.kind === 'name') return isName(a) && isName(b) ? nameType : stringType
  if (a.choices === undefined || b.choices === undefined) return stringType
  return { kind: 'string', choices: [...new Set([...a.choices, ...b.choices])] }
}

/** A name, or constants that can stand in for one. */
const isName = (type: TextType): boolean => type.kind === 'name' || type.choices?.every(isNameLike) === true
