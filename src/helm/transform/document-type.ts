import { commonOf, commonType } from '../function/common-type.js'
import type { DocumentNode, EntryNode, ItemNode } from '../node/document-node.js'
import { listType, mapType, type Property, stringType, type ValueType } from '../node/value-type.js'
import type { Types } from './types.js'

/** The type of what a document makes: what a helper that returns a structure is read as. */
export const typeOfDocument = (node: DocumentNode, types: Types): ValueType => {
  switch (node.kind) {
    case 'value':
      return types.of(node.expression)
    case 'textBlock':
      return stringType
    case 'sequence':
      return listType(commonOf(node.items.flatMap((item) => typesOfItem(item, types))))
    case 'mapping': {
      const fields = fieldsOf(node.entries, types)
      // As soon as one key is a user's, any key may be there.
      return fields.users.length === 0
        ? { kind: 'object', properties: fields.own }
        : mapType(commonOf([...fields.users, ...Object.values(fields.own).map(({ type }) => type)]))
    }
  }
}

const typesOfItem = (item: ItemNode, types: Types): readonly ValueType[] => {
  switch (item.kind) {
    case 'element':
      return [typeOfDocument(item.value, types)]
    case 'spread': {
      const type = types.of(item.expression)
      return type.kind === 'list' ? [type.items] : [type]
    }
    case 'when':
      return [...item.body, ...item.otherwise].flatMap((child) => typesOfItem(child, types))
    case 'present':
    case 'loop':
      return item.body.flatMap((child) => typesOfItem(child, types))
  }
}

/** Fields with fixed names, and the types behind names that are values. */
interface Fields {
  readonly own: Readonly<Record<string, Property>>
  readonly users: readonly ValueType[]
}

const fieldsOf = (entries: readonly EntryNode[], types: Types): Fields =>
  entries.map((entry) => fieldsOfEntry(entry, types)).reduce(beside, { own: {}, users: [] })

const fieldsOfEntry = (entry: EntryNode, types: Types): Fields => {
  switch (entry.kind) {
    case 'field': {
      const type = typeOfDocument(entry.value, types)
      if (typeof entry.key !== 'string') return { own: {}, users: [type] }
      const optional = entry.value.kind === 'value' && types.isOptional(entry.value.expression)
      return { own: { [entry.key]: { type, optional } }, users: [] }
    }
    case 'spread': {
      const type = types.of(entry.expression)
      if (type.kind === 'object') return { own: type.properties, users: [] }
      return { own: {}, users: [type.kind === 'map' ? type.values : type] }
    }
    case 'when':
      return either(fieldsOf(entry.body, types), fieldsOf(entry.otherwise, types))
    case 'present':
    case 'loop':
      return either(fieldsOf(entry.body, types), { own: {}, users: [] })
  }
}

const beside = (a: Fields, b: Fields): Fields => ({ own: { ...a.own, ...b.own }, users: [...a.users, ...b.users] })

const either = (a: Fields, b: Fields): Fields => {
  const keys = [...new Set([...Object.keys(a.own), ...Object.keys(b.own)])]
  const property = (key: string): Property => {
    const [one, other] = [a.own[key], b.own[key]]
    if (one === undefined || other === undefined) return { type: (one ?? (other as Property)).type, optional: true }
    return { type: commonType(one.type, other.type), optional: one.optional || other.optional }
  }
  return { own: Object.fromEntries(keys.map((key) => [key, property(key)])), users: [...a.users, ...b.users] }
}
