import type { DocumentNode, ItemNode } from './document-node.js'
import type { Origin } from './origin.js'
import type { TypeSource } from './type-source.js'
import type { ValueType } from './value-type.js'

/** What stands between `{{` and `}}`. Plain immutable data: the printer and the evaluator both read it. */
export type ExpressionNode =
  | LiteralNode
  | ListNode
  | DictNode
  | ValuesNode
  | BuiltInNode
  | MemberNode
  | VariableNode
  | ParameterNode
  | CallNode
  | TextNode
  | IncludeNode
  | ChecksumNode
  | NamedNode
  | FoldNode

interface Node<Kind extends string> {
  readonly kind: Kind
  readonly origin: Origin
}

/** A constant. */
export interface LiteralNode extends Node<'literal'> {
  readonly value: string | number | boolean
}

/** A list that the author wrote: `list "cpu" "memory"`. */
export interface ListNode extends Node<'list'> {
  readonly items: readonly ExpressionNode[]
}

/** An object that the author wrote: `dict "name" "api" "port" 8000`. */
export interface DictNode extends Node<'dict'> {
  readonly entries: readonly (readonly [key: string, value: ExpressionNode])[]
}

/** `.Values` itself. */
export interface ValuesNode extends Node<'values'> {}

/** One of Helm's own objects, such as `.Release.Name`. */
export interface BuiltInNode extends Node<'builtIn'> {
  readonly path: readonly [string, ...string[]]
  readonly type: ValueType
}

/** `object.key`. */
export interface MemberNode extends Node<'member'> {
  readonly object: ExpressionNode
  readonly key: string
}

/** What a loop or `present` binds: usable only inside its body. */
export interface Binding {
  /** What is looped over, or what is present. */
  readonly subject: ExpressionNode
  readonly shape: 'list' | 'map' | 'present'
  readonly origin: Origin
}

export interface LoopBinding extends Binding {
  readonly shape: 'list' | 'map'
  /** Names of the printed variables. A loop over a list has no key. */
  readonly names: { readonly key: string; readonly value: string }
}

export interface VariableNode extends Node<'variable'> {
  readonly binding: Binding
  readonly part: 'key' | 'value'
}

/** A parameter inside a helper's body. */
export interface ParameterNode extends Node<'parameter'> {
  readonly name: string
  readonly type: TypeSource
}

export interface CallNode extends Node<'call'> {
  /** Its name in the table of functions. */
  readonly name: string
  readonly args: readonly ExpressionNode[]
}

/** Text with typed holes. */
export interface TextNode extends Node<'text'> {
  readonly parts: readonly (string | ExpressionNode)[]
}

/** A call of a named template. */
export interface IncludeNode extends Node<'include'> {
  readonly helper: HelperReference
  readonly args: Readonly<Record<string, ExpressionNode>>
}

/** What a call needs to know of a helper; the full definition is in `builder/helper.ts`. */
export interface HelperReference {
  readonly name: string
  readonly returns: 'text' | 'name' | 'integer' | 'boolean' | 'structure'
  readonly parameters: readonly string[]
  readonly body: ExpressionNode | DocumentNode
}

/** SHA-256 of the `data` of another object of the chart, over canonical JSON, so that formatting never changes it. */
export interface ChecksumNode extends Node<'checksum'> {
  readonly of: object
}

/** A sub-expression that gets a variable in its template, to keep lines short. */
export interface NamedNode extends Node<'named'> {
  readonly name: string
  readonly expression: ExpressionNode
}

/** One value made of many: a variable that a loop assigns to. */
export interface FoldNode extends Node<'fold'> {
  readonly name: string
  readonly operation: 'sum' | 'greatest' | 'any' | 'all' | 'count'
  /** Each element is a value: a number for `sum` and `greatest`, a boolean for `any` and `all`. */
  readonly items: readonly ItemNode[]
}
