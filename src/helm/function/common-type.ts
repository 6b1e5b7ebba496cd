import {
  anyType,
  isNameLike,
  isNumeric,
  isText,
  nameType,
  numberType,
  stringType,
  type TextType,
  type ValueType,
} from '../node/value-type.js'

/**
 * The type of a value that is one of two, whichever Helm chooses: what the type promises must hold for both. Text that may
 * be a user's makes the choice no name and no closed choice, and a number with a fraction makes it no integer.
 */
export const commonType = (a: ValueType, b: ValueType): ValueType => {
  if (isText(a) && isText(b)) return commonText(a, b)
  if (isNumeric(a) && isNumeric(b)) return a.kind === b.kind ? a : numberType
  return b.kind === 'any' ? anyType : a
}

/** The type of a value of which the schema says nothing, where the author expects one of this kind. */
export const openType = (expected: ValueType): ValueType => {
  if (isText(expected)) return stringType
  return isNumeric(expected) ? numberType : expected
}

const commonText = (a: TextType, b: TextType): ValueType => {
  if (a.kind === 'name' || b.kind === 'name') return isName(a) && isName(b) ? nameType : stringType
  if (a.choices === undefined || b.choices === undefined) return stringType
  return { kind: 'string', choices: [...a.choices, ...b.choices] }
}

/** A name, or constants that can stand in for one. */
const isName = (type: TextType): boolean => type.kind === 'name' || type.choices?.every(isNameLike) === true
