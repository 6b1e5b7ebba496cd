import type { Binding, ExpressionNode, LoopBinding } from './expression-node.js'
import type { Origin } from './origin.js'

/** The YAML structure of an object. Plain immutable data, like the expressions in it. */
export type DocumentNode = ValueNode | MappingNode | SequenceNode | TextBlockNode

interface Node<Kind extends string> {
  readonly kind: Kind
  readonly origin: Origin
}

/** An expression in the place of a YAML value: a scalar, or a whole user-supplied map or list. */
export interface ValueNode extends Node<'value'> {
  readonly expression: ExpressionNode
}

export interface MappingNode extends Node<'mapping'> {
  readonly entries: readonly EntryNode[]
}

export interface SequenceNode extends Node<'sequence'> {
  readonly items: readonly ItemNode[]
  /** The author says that there is always an item. */
  readonly isFilled?: true
}

/** A multi-line string: a configuration file, the notes. */
export interface TextBlockNode extends Node<'textBlock'> {
  readonly lines: readonly LineNode[]
}

/** Children of a mapping, of a sequence and of a text: each may stand under a condition or in a loop. */
export type EntryNode = FieldNode | SpreadNode | WhenNode<EntryNode> | PresentNode<EntryNode> | LoopNode<EntryNode>
export type ItemNode = ElementNode | SpreadNode | WhenNode<ItemNode> | PresentNode<ItemNode> | LoopNode<ItemNode>
export type LineNode = TextLineNode | WhenNode<LineNode> | PresentNode<LineNode> | LoopNode<LineNode>

/** `key: value`. */
export interface FieldNode extends Node<'field'> {
  readonly key: string | ExpressionNode
  readonly value: DocumentNode
}

/** `- value`. */
export interface ElementNode extends Node<'element'> {
  readonly value: DocumentNode
}

/** All entries of a map, or all items of a list, in place. */
export interface SpreadNode extends Node<'spread'> {
  readonly expression: ExpressionNode
  /** The author says that all names are known, and none of them stands beside it. */
  readonly isClosed?: true
}

export interface TextLineNode extends Node<'textLine'> {
  readonly parts: readonly (string | ExpressionNode)[]
}

export type StructureNode<Child> = WhenNode<Child> | PresentNode<Child> | LoopNode<Child>

/** Leaves of one kind under conditions and in loops. */
export type Tree<Leaf> = Leaf | WhenNode<Tree<Leaf>> | PresentNode<Tree<Leaf>> | LoopNode<Tree<Leaf>>

export interface WhenNode<Child> extends Node<'when'> {
  readonly condition: ExpressionNode
  readonly body: readonly Child[]
  readonly otherwise: readonly Child[]
}

/** Children that exist only when a value is set; inside them the binding is that value. */
export interface PresentNode<Child> extends Node<'present'> {
  readonly binding: Binding
  readonly body: readonly Child[]
}

/** Children once per element of a list, or per entry of a map in the order of its sorted keys. */
export interface LoopNode<Child> extends Node<'loop'> {
  readonly binding: LoopBinding
  readonly body: readonly Child[]
}

/** A rule over the values; true `refuses` means that they break it. */
export interface AssertionNode extends Node<'assertion'> {
  readonly key: ExpressionNode
  readonly refuses: ExpressionNode
  readonly problem: ExpressionNode
  readonly example: ExpressionNode
}

export type RuleNode = Tree<AssertionNode>

/** One Kubernetes object of a template. */
export interface ObjectNode extends Node<'object'> {
  readonly document: MappingNode
}

/** The content of a template: an object, perhaps under a condition, or several out of a loop. */
export type TemplateNode = Tree<ObjectNode>
