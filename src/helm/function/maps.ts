import { asMap } from '../go/semantics.js'
import { booleanType, integerType, type ValueType } from '../node/value-type.js'
import { commonType, openType } from './common-type.js'
import { call, defineFunctions, returns } from './definition.js'

const sameType = ([type]: readonly ValueType[]): ValueType => type as ValueType

export const mapFunctions = defineFunctions({
  /** Arguments: map, key, fallback for a missing key. */
  lookup: {
    result: ([map, , fallback]) =>
      map?.kind === 'map' ? commonType(map.values, fallback as ValueType) : openType(fallback as ValueType),
    print: ([map, key, fallback]) => ({ call: `dig ${key?.word} ${fallback?.word} ${map?.word}` }),
    evaluate: ([map, key, fallback]) => {
      const entries = asMap(map)
      return Object.hasOwn(entries, String(key)) ? entries[String(key)] : fallback
    },
  },
  hasKey: {
    result: returns(booleanType),
    print: call('hasKey'),
    evaluate: ([map, key]) => Object.hasOwn(asMap(map), String(key)),
  },
  /** Arguments: map, keys to leave out. */
  omit: {
    result: sameType,
    print: call('omit'),
    evaluate: ([map, ...keys]) => Object.fromEntries(Object.entries(asMap(map)).filter(([key]) => !keys.includes(key))),
  },
  /** Later maps give only the keys that earlier ones lack. The empty `dict` takes the writes of Sprig's `merge`. */
  mergeMaps: {
    result: sameType,
    print: (args) => ({ call: ['merge (dict)', ...args.map((arg) => arg.word)].join(' ') }),
    evaluate: (maps) => Object.fromEntries([...maps].reverse().flatMap((map) => Object.entries(asMap(map)))),
  },
  /** Number of entries of a map, items of a list or bytes of a text. */
  count: {
    result: returns(integerType),
    print: call('len'),
    evaluate: ([value]) => {
      if (typeof value === 'string') return Buffer.byteLength(value)
      return Array.isArray(value) ? value.length : Object.keys(asMap(value)).length
    },
    native: true,
  },
})
