import type { DocumentNode } from '../node/document-node.js'
import type { ExpressionNode, IncludeNode } from '../node/expression-node.js'
import { isDocument } from '../transform/children.js'
import { contentOfDocument } from '../transform/plan-collections.js'
import type { Types } from '../transform/types.js'
import { declarationsIn } from './declarations.js'

export interface IncludeText {
  /** The call, whose result can be put in place with `nindent`. */
  readonly action: string
  /** The text is never empty. */
  readonly isFilled: boolean
}

/** How the text of a helper that returns a structure is put in place. */
export const includeText = ({ helper }: IncludeNode, call: string, types: Types): IncludeText => ({
  action: startsWithAction(helper.body, types) ? `${call} | trim` : call,
  isFilled: isDocument(helper.body) && contentOfDocument(helper.body, types) === 'always',
})

/** `{{- if … }}` and `{{- range … }}` leave the line break behind them in the text. */
const startsWithAction = (body: ExpressionNode | DocumentNode, types: Types): boolean => {
  if (!isDocument(body) || body.kind === 'value' || body.kind === 'textBlock') return false
  if (declarationsIn([body]).length > 0) return true
  const [first] = body.kind === 'mapping' ? body.entries : body.items
  if (first === undefined) return false
  if (first.kind === 'field') return first.value.kind === 'value' && startsField(first.value.expression, types)
  return first.kind !== 'element'
}

/** The value may be absent or a choice: then a condition stands before the field. */
const startsField = (node: ExpressionNode, types: Types): boolean =>
  types.isOptional(node) || (node.kind === 'call' && node.name === 'ternary')
