import type { AssertionNode, ItemNode, MappingNode, RuleNode } from '../node/document-node.js'
import type { ExpressionNode } from '../node/expression-node.js'
import { mapStructure } from './guard-optionals.js'

/** Rules as a list of the problems that they find: `key`, `problem` and `example` of each broken one. */
export const ruleItems = (rules: readonly RuleNode[]): readonly ItemNode[] => rules.map(itemOf)

const itemOf = (rule: RuleNode): ItemNode =>
  rule.kind === 'assertion'
    ? {
        kind: 'when',
        condition: rule.refuses,
        body: [{ kind: 'element', value: problemOf(rule), origin: rule.origin }],
        otherwise: [],
        origin: rule.origin,
      }
    : (mapStructure<RuleNode | ItemNode>(rule, (child) => itemOf(child as RuleNode)) as ItemNode)

const problemOf = ({ key, problem, example, origin }: AssertionNode): MappingNode => ({
  kind: 'mapping',
  entries: Object.entries({ key, problem, example }).map(([name, expression]: [string, ExpressionNode]) => ({
    kind: 'field',
    key: name,
    value: { kind: 'value', expression, origin: expression.origin },
    origin,
  })),
  origin,
})
