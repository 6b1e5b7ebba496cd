import { type TypeScript, typescript } from '../schema/typescript-api.js'

/** Something that the lint found. */
export interface Finding {
  readonly node: TypeScript.Node
  readonly problem: string
}

/** What an author meant instead of testing an expression. */
const insteadOf = {
  truth: 'write when(…), ifElse(…), and(…), or(…) or not(…)',
  presence: 'write orElse(…) or present(…)',
  equality: 'write eq(…), ne(…) or match(…)',
  kind: 'its type is known from the type of the values',
} as const

type Meant = keyof typeof insteadOf

/** Finds the places of a file where JavaScript would ask an expression for its truth, its equality or its kind. */
export class ExpressionChecker {
  readonly #checker: TypeScript.TypeChecker

  constructor(checker: TypeScript.TypeChecker) {
    this.#checker = checker
  }

  problemsIn(source: TypeScript.SourceFile): readonly Finding[] {
    const findings: Finding[] = []
    const visit = (node: TypeScript.Node): void => {
      findings.push(...this.#findings(node))
      typescript().forEachChild(node, visit)
    }
    visit(source)
    return findings
  }

  #findings(node: TypeScript.Node): readonly Finding[] {
    const ts = typescript()
    if (ts.isBinaryExpression(node)) return this.#inBinary(node)
    if (ts.isConditionalExpression(node)) return this.#tested(node.condition, 'truth')
    if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) {
      return this.#tested(node.expression, 'truth')
    }
    if (ts.isForStatement(node)) return node.condition === undefined ? [] : this.#tested(node.condition, 'truth')
    if (ts.isSwitchStatement(node)) return this.#tested(node.expression, 'equality')
    if (ts.isTypeOfExpression(node)) return this.#tested(node.expression, 'kind')
    if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      return this.#tested(node.operand, 'truth')
    }
    if (ts.isCallExpression(node)) return this.#inCall(node)
    return []
  }

  #inBinary({ left, right, operatorToken }: TypeScript.BinaryExpression): readonly Finding[] {
    const { SyntaxKind } = typescript()
    switch (operatorToken.kind) {
      case SyntaxKind.AmpersandAmpersandToken:
      case SyntaxKind.BarBarToken:
      case SyntaxKind.AmpersandAmpersandEqualsToken:
      case SyntaxKind.BarBarEqualsToken:
        return this.#tested(left, 'truth')
      case SyntaxKind.QuestionQuestionToken:
      case SyntaxKind.QuestionQuestionEqualsToken:
        return this.#tested(left, 'presence')
      case SyntaxKind.EqualsEqualsToken:
      case SyntaxKind.EqualsEqualsEqualsToken:
      case SyntaxKind.ExclamationEqualsToken:
      case SyntaxKind.ExclamationEqualsEqualsToken:
        return [...this.#tested(left, 'equality'), ...this.#tested(right, 'equality')].slice(0, 1)
      case SyntaxKind.InstanceOfKeyword:
        return this.#tested(left, 'kind')
      default:
        return []
    }
  }

  /** `Boolean(x)`, `Array.isArray(x)` and `[x].filter(Boolean)`. */
  #inCall({ expression, arguments: given }: TypeScript.CallExpression): readonly Finding[] {
    const ts = typescript()
    const [first] = given
    if (first === undefined) return []
    const callee = expression.getText()
    if (callee === 'Boolean') return this.#tested(first, 'truth')
    if (callee === 'Array.isArray') return this.#tested(first, 'kind')
    if (!ts.isPropertyAccessExpression(expression) || first.getText() !== 'Boolean') return []
    const list = this.#checker.getTypeAtLocation(expression.expression)
    const items = this.#checker.getIndexTypeOfType(list, ts.IndexKind.Number)
    return items !== undefined && this.#isExpression(items) ? [finding(expression.expression, 'truth')] : []
  }

  #tested(node: TypeScript.Node, meant: Meant): readonly Finding[] {
    return this.#isExpression(this.#typeOf(node)) ? [finding(node, meant)] : []
  }

  /** Behind `if (!enabled)` TypeScript knows that there is no such `enabled`; what counts is how it was declared. */
  #typeOf(node: TypeScript.Node): TypeScript.Type {
    const type = this.#checker.getTypeAtLocation(node)
    if (!(type.flags & typescript().TypeFlags.Never)) return type
    const symbol = this.#checker.getSymbolAtLocation(node)
    return symbol === undefined ? type : this.#checker.getTypeOfSymbol(symbol)
  }

  /**
   * True when the value is an expression for certain. With `undefined` or plain values beside it in the type, the code may
   * ask which of them it has.
   */
  #isExpression(type: TypeScript.Type): boolean {
    if (type.isUnion()) return type.types.every((member) => this.#isExpression(member))
    if (type.flags & (typescript().TypeFlags.Any | typescript().TypeFlags.Never)) return false
    return this.#checker.getPropertiesOfType(type).some(({ escapedName }) => mark.test(String(escapedName)))
  }
}

/** How TypeScript names a property whose key is the unique symbol `exprType` of expression/expr.ts. */
const mark = /^__@exprType@/

const finding = (node: TypeScript.Node, meant: Meant): Finding => ({
  node,
  problem: `'${node.getText().replace(/\s+/g, ' ').slice(0, 60)}' is an expression, whose value only Helm knows: ${insteadOf[meant]}`,
})
