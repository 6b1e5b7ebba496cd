import type { Expr, Ref, Scalar } from '../expression/expr.js'
import { asMap, setEntry } from '../go/semantics.js'
import { booleanType, integerType, type ValueType } from '../node/value-type.js'
import { commonOf, commonType, openType } from './common-type.js'
import { call, defineFunction, type Operand, returns, TypeProblem } from './definition.js'

const sameType = ([type]: readonly ValueType[]): ValueType => type as ValueType

type MapOf<V> = Expr<Readonly<Record<string, V>>>
type StringMap = Readonly<Record<string, string>>

type EntryOf = <V extends Scalar>(
  map: MapOf<V>,
  key: Operand<string>,
  fallback: NoInfer<V> | Expr<NoInfer<V>>,
) => Expr<V>

/** The entry of a map, or `fallback` when the key is missing. */
export const entryOf = defineFunction<EntryOf>('entryOf', {
  result: ([map, , fallback]) =>
    map?.kind === 'map' ? commonType(map.values, fallback as ValueType) : openType(fallback as ValueType),
  print: ([map, key, fallback]) => ({ call: `dig ${key?.word} ${fallback?.word} ${map?.word}` }),
  evaluate: ([map, key, fallback]) => {
    const entries = asMap(map)
    return Object.hasOwn(entries, String(key)) ? entries[String(key)] : fallback
  },
})

type MemberOf = <T extends object, K extends Extract<keyof T, string>>(object: Expr<T>, key: Expr<K>) => Ref<T[K]>

/** The field of an object whose name is one of several, such as `memberOf(values, name)` in a loop over components. */
export const memberOf = defineFunction<MemberOf>('memberOf', {
  result: ([object, key]) => commonOf(membersOf(object as ValueType, key as ValueType)),
  print: ([object, key]) => ({ call: `index ${object?.word} ${key?.word}` }),
  evaluate: ([object, key]) => asMap(object)[String(key)],
})

const membersOf = (object: ValueType, key: ValueType): readonly ValueType[] => {
  const choices = key.kind === 'string' ? key.choices : undefined
  if (object.kind !== 'object' || choices === undefined) {
    throw new TypeProblem('memberOf needs an object with fixed keys and a key out of a closed choice')
  }
  return choices.map((choice) => {
    const property = object.properties[choice]
    if (property === undefined || property.optional) {
      throw new TypeProblem(`memberOf: '${choice}' is no key that the object always has`)
    }
    return property.type
  })
}

export const hasKey = defineFunction<(map: MapOf<unknown>, key: Operand<string>) => Expr<boolean>>('hasKey', {
  result: returns(booleanType),
  print: call('hasKey'),
  evaluate: ([map, key]) => Object.hasOwn(asMap(map), String(key)),
})

type Omit = <V>(map: MapOf<V>, ...keys: readonly string[]) => Ref<Readonly<Record<string, V>>>

/** The map without the given keys. */
export const omit = defineFunction<Omit>('omit', {
  result: sameType,
  print: call('omit'),
  evaluate: ([map, ...keys]) => {
    const whole = asMap(map)
    // Most users give none of the keys that are ours.
    if (!keys.some((key) => Object.hasOwn(whole, String(key)))) return whole
    return Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.includes(key)))
  },
})

/** Several maps as one; where two have a key, the earlier map wins. The empty `dict` takes the writes of Sprig's `merge`. */
export const mergeMaps = defineFunction<(...maps: readonly Expr<StringMap>[]) => Ref<StringMap>>('mergeMaps', {
  result: (types) => commonOf(types),
  print: (args) => ({ call: ['merge (dict)', ...args.map((arg) => arg.word)].join(' ') }),
  evaluate: (maps) => {
    const merged: Record<string, unknown> = {}
    for (const map of [...maps].reverse()) {
      for (const [key, value] of Object.entries(asMap(map))) setEntry(merged, key, value)
    }
    return merged
  },
})

type Countable = string | readonly unknown[] | Readonly<Record<string, unknown>>

/** Number of items of a list, entries of a map or bytes of a text. */
export const len = defineFunction<(value: Expr<Countable>) => Expr<number>>('len', {
  result: returns(integerType),
  print: call('len'),
  evaluate: ([value]) => {
    if (typeof value === 'string') return Buffer.byteLength(value)
    return Array.isArray(value) ? value.length : Object.keys(asMap(value)).length
  },
  native: true,
})
