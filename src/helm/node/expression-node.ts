import type { FunctionName } from '../function/table.js'
import type { Origin } from './origin.js'
import type { ValueType } from './value-type.js'

/** What stands between `{{` and `}}`. Plain immutable data: the printer and the evaluator both read it. */
export type ExpressionNode =
  | LiteralNode
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

interface Node<Kind extends string> {
  readonly kind: Kind
  readonly origin: Origin
}

/** A constant. */
export interface LiteralNode extends Node<'literal'> {
  readonly value: string | number | boolean
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
  /** Base name of the printed variable. */
  readonly name: string
}

export interface VariableNode extends Node<'variable'> {
  readonly binding: Binding
  readonly part: 'key' | 'value'
}

/** A parameter inside a helper's body. */
export interface ParameterNode extends Node<'parameter'> {
  readonly name: string
  readonly type: ValueType | ExpressionNode
}

export interface CallNode extends Node<'call'> {
  readonly name: FunctionName
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
  readonly returns: 'text' | 'name' | 'integer' | 'mapping'
  readonly parameters: readonly string[]
}

/** SHA-256 of the `data` of another object of the chart, over canonical JSON, so that formatting never changes it. */
export interface ChecksumNode extends Node<'checksum'> {
  readonly of: object
}

/** A sub-expression that gets a variable at the top of its template, to keep lines short. */
export interface NamedNode extends Node<'named'> {
  readonly name: string
  readonly expression: ExpressionNode
}
