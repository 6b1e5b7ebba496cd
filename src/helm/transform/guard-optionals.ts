import type { DocumentNode, EntryNode, ItemNode, StructureNode } from '../node/document-node.js'
import type { CallNode } from '../node/expression-node.js'
import type { Types } from './types.js'

/** Puts every field whose value may be absent under a condition: such a value would print an explicit null. */
export const guardOptionals = (node: DocumentNode, types: Types): DocumentNode => {
  const document = (inner: DocumentNode): DocumentNode => {
    if (inner.kind === 'mapping') return { ...inner, entries: inner.entries.map(entry) }
    if (inner.kind === 'sequence') return { ...inner, items: inner.items.map(item) }
    return inner
  }
  const entry = (child: EntryNode): EntryNode => {
    if (child.kind === 'spread') return child
    if (child.kind !== 'field') return mapStructure(child, entry)
    if (child.value.kind !== 'value' || !types.isOptional(child.value.expression)) {
      return { ...child, value: document(child.value) }
    }
    const { expression, origin } = child.value
    const condition: CallNode = { kind: 'call', name: 'isSet', args: [expression], origin }
    return { kind: 'when', condition, body: [child], otherwise: [], origin }
  }
  const item = (child: ItemNode): ItemNode => {
    if (child.kind === 'spread') return child
    return child.kind === 'element' ? { ...child, value: document(child.value) } : mapStructure(child, item)
  }
  return document(node)
}

/** A condition or loop with every child replaced. */
export const mapStructure = <Child>(
  node: StructureNode<Child>,
  replace: (child: Child) => Child,
): StructureNode<Child> => {
  switch (node.kind) {
    case 'when':
      return { ...node, body: node.body.map(replace), otherwise: node.otherwise.map(replace) }
    case 'present':
    case 'loop':
      return { ...node, body: node.body.map(replace) }
  }
}
