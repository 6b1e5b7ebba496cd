import { BuildError } from '../node/build-error.js'
import type { DocumentNode, EntryNode, ObjectNode, TemplateNode } from '../node/document-node.js'
import type { ExpressionNode, IncludeNode, LoopBinding } from '../node/expression-node.js'
import { isDocument, visitDeep } from './children.js'
import { isSameExpression } from './same-expression.js'

/**
 * Two objects of one kind and name overwrite each other in the cluster, and nobody says so. A name that holds what tells the
 * rounds of its loop apart, the key of a map or an item of a constant list, cannot occur twice in one loop.
 */
export const checkNamesInLoops = (nodes: readonly TemplateNode[]): readonly BuildError[] =>
  nodes.flatMap((node) => errorsIn(node, undefined))

const errorsIn = (node: TemplateNode, loop: LoopBinding | undefined): readonly BuildError[] => {
  switch (node.kind) {
    case 'object':
      return loop === undefined || isDistinct(nameOf(node), keyOf(loop)) ? [] : [new BuildError(node.origin, needsKey)]
    case 'loop': {
      const { binding, body, origin } = node
      if (loop !== undefined) return [new BuildError(origin, inLoop)]
      if (binding.shape === 'list' && itemsOf(binding) === undefined) return [new BuildError(origin, overList)]
      return body.flatMap((child) => errorsIn(child, binding))
    }
    case 'when':
      return [...node.body, ...node.otherwise].flatMap((child) => errorsIn(child, loop))
    case 'present':
      return node.body.flatMap((child) => errorsIn(child, loop))
  }
}

const needsKey =
  'the metadata.name of an object in a loop must hold the key of the map, or the item of a constant list of different texts, ' +
  'as it is, alone or inside a text: otherwise two objects may get one name'
const inLoop =
  "objects in a loop in a loop may get one name, because 'a' with 'b-c' and 'a-b' with 'c' join to the same text: loop once"
const overList =
  'a list of the values may hold a text twice, and two objects would get one name: loop over a map, whose keys differ, with ' +
  'entries(…), or over a constant list'

/** What tells the rounds of a loop apart. */
interface Key {
  readonly is: (node: ExpressionNode) => boolean
  /** True for what may be another value in the next round. */
  readonly changes: (node: ExpressionNode) => boolean
}

const keyOf = (loop: LoopBinding): Key => ({
  is: (node) => {
    if (loop.shape === 'map') return node.kind === 'variable' && node.binding === loop && node.part === 'key'
    const values = itemsOf(loop)?.map((item) => valueIn(item, node, loop)) ?? []
    return !values.includes(undefined) && new Set(values).size === values.length
  },
  changes: (node) => holds(node, (inner) => inner.kind === 'variable' && inner.binding === loop),
})

/** The constants of a loop over what the author wrote. */
const itemsOf = ({ subject }: LoopBinding): readonly ExpressionNode[] | undefined => {
  const list = unnamed(subject)
  return list.kind === 'list' ? list.items : undefined
}

/** What an expression made of the loop's variable, such as `item.name`, gives for one constant item. */
const valueIn = (item: ExpressionNode, node: ExpressionNode, loop: LoopBinding): unknown => {
  const found = partOf(item, node, loop)
  return found?.kind === 'literal' ? found.value : undefined
}

const partOf = (item: ExpressionNode, node: ExpressionNode, loop: LoopBinding): ExpressionNode | undefined => {
  if (node.kind === 'variable') return node.binding === loop ? item : undefined
  if (node.kind !== 'member') return undefined
  const owner = partOf(item, node.object, loop)
  return owner?.kind === 'dict' ? owner.entries.find(([key]) => key === node.key)?.[1] : undefined
}

/** True when two keys never give the same text. */
const isDistinct = (node: ExpressionNode | undefined, key: Key): boolean => {
  if (node === undefined) return false
  if (key.is(node)) return true
  switch (node.kind) {
    case 'named':
      return isDistinct(node.expression, key)
    case 'text': {
      // What changes twice must change alike: two keys that stand side by side could join to the same text.
      const [first, ...others] = node.parts.filter((part) => typeof part === 'object').filter(key.changes)
      return isDistinct(first, key) && others.every((other) => isSameExpression(other, first as ExpressionNode))
    }
    case 'include':
      return isDistinctResult(node, key)
    default:
      return false
  }
}

/** A helper that puts a name together keeps names apart if it holds its argument as it is. */
const isDistinctResult = ({ helper: { body }, args }: IncludeNode, key: Key): boolean => {
  const [changing, ...others] = Object.entries(args).filter(([, argument]) => key.changes(argument))
  if (changing === undefined || others.length > 0 || isDocument(body)) return false
  const [name, argument] = changing
  const isParameter = (node: ExpressionNode): boolean => node.kind === 'parameter' && node.name === name
  return isDistinct(argument, key) && isDistinct(body, { is: isParameter, changes: (node) => holds(node, isParameter) })
}

const nameOf = ({ document }: ObjectNode): ExpressionNode | undefined => {
  const metadata = fieldOf(document.entries, 'metadata')
  const name = metadata?.kind === 'mapping' ? fieldOf(metadata.entries, 'name') : undefined
  return name?.kind === 'value' ? name.expression : undefined
}

const fieldOf = (entries: readonly EntryNode[], key: string): DocumentNode | undefined =>
  entries.filter((entry) => entry.kind === 'field').find((field) => field.key === key)?.value

const holds = (node: ExpressionNode, test: (inner: ExpressionNode) => boolean): boolean => {
  let found = false
  visitDeep(node, (inner) => {
    if (test(inner)) found = true
  })
  return found
}

const unnamed = (node: ExpressionNode): ExpressionNode => (node.kind === 'named' ? unnamed(node.expression) : node)
