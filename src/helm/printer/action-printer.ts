import type { PrintedOperand } from '../function/definition.js'
import { definitionOf } from '../function/table.js'
import { BuildError } from '../node/build-error.js'
import type {
  CallNode,
  ChecksumNode,
  ExpressionNode,
  HelperReference,
  IncludeNode,
  MemberNode,
  TextNode,
  VariableNode,
} from '../node/expression-node.js'
import { isText } from '../node/value-type.js'
import type { Types } from '../transform/types.js'
import { usesContext } from '../transform/uses-context.js'
import { goLiteral } from './quoting.js'
import type { Scope } from './scope.js'

/** Prints expressions: what stands between `{{` and `}}`. */
export class ActionPrinter {
  readonly #types: Types
  /** Path below `templates/` of each object, for checksums. */
  readonly #paths: ReadonlyMap<object, string>

  constructor(types: Types, paths: ReadonlyMap<object, string>) {
    this.#types = types
    this.#paths = paths
  }

  /** The expression as the whole content of an action: `.Values.name | trunc 63`. */
  action(node: ExpressionNode, scope: Scope): string {
    switch (node.kind) {
      case 'literal':
        return goLiteral(node.value)
      case 'list':
        return ['list', ...node.items.map((item) => this.word(item, scope))].join(' ')
      case 'dict':
        return ['dict', ...node.entries.map(([key, value]) => `${goLiteral(key)} ${this.word(value, scope)}`)].join(' ')
      case 'values':
        return `${scope.context}${scope.root}.Values`
      case 'builtIn':
        return `${scope.context}${scope.root}.${node.path.join('.')}`
      case 'member':
        return this.#member(node, scope)
      case 'variable':
        return this.#variable(node, scope)
      case 'parameter':
        return `${scope.context}.${node.name}`
      case 'call':
        return this.#call(node, scope)
      case 'text':
        return this.#text(node, scope)
      case 'include':
        return this.#include(node, scope)
      case 'checksum':
        return this.#checksum(node, scope)
      case 'named':
      case 'fold':
        return `$${node.name}`
    }
  }

  /** The expression as the value of a variable, or as what a loop goes over: a structure of a helper is read here. */
  subject(node: ExpressionNode, scope: Scope): string {
    const printed = this.action(node, scope)
    if (node.kind !== 'include' || node.helper.returns !== 'structure') return printed
    return `${printed} | ${this.#types.of(node).kind === 'list' ? 'fromYamlArray' : 'fromYaml'}`
  }

  /** The expression as an operand: in parentheses when it is more than one word. */
  word(node: ExpressionNode, scope: Scope): string {
    const printed = this.subject(node, scope)
    return node.kind === 'literal' || /^[^\s"()]+$/.test(printed) ? printed : `(${printed})`
  }

  /** The expression behind `if`: Go's truth makes `not (empty x)` unnecessary there. */
  condition(node: ExpressionNode, scope: Scope): string {
    if (node.kind !== 'call') return this.action(node, scope)
    switch (node.name) {
      case 'nonEmpty':
        return this.subject(node.args[0] as ExpressionNode, scope)
      case 'isEmpty':
        return `not ${this.word(node.args[0] as ExpressionNode, scope)}`
      case 'orElse':
        // Nothing is false there anyway.
        return isFalse(node.args[1]) ? this.condition(node.args[0] as ExpressionNode, scope) : this.action(node, scope)
      case 'not':
        if (isBooleanHelper(node.args[0]) || isCallOf('isSet', node.args[0])) return this.action(node, scope)
        return `not ${this.conditionWord(node.args[0] as ExpressionNode, scope)}`
      case 'and':
      case 'or':
        return [node.name, ...node.args.map((arg) => this.conditionWord(arg, scope))].join(' ')
      default:
        return this.action(node, scope)
    }
  }

  /** A condition as an operand of another. */
  conditionWord(node: ExpressionNode, scope: Scope): string {
    const printed = this.condition(node, scope)
    return /^[^\s"()]+$/.test(printed) ? printed : `(${printed})`
  }

  /** The expression as a string, number or boolean in YAML: the one place that decides about quotes. */
  scalar(node: ExpressionNode, scope: Scope): string {
    switch (this.#types.of(node).kind) {
      case 'string':
      case 'name':
        return `${this.#quotable(node, scope)} | quote`
      case 'integer':
        return this.#types.isStored(node) ? `${this.action(node, scope)} | int64` : this.action(node, scope)
      case 'boolean':
        return this.action(node, scope)
      default:
        return `${this.subject(node, scope)} | toJson`
    }
  }

  /**
   * The expression inside a line of text. `encoding` says who reads the text: people (`plain`), or a program that takes
   * JSON strings (`json`), where a line break in a value must not become a line of the file.
   */
  hole(node: ExpressionNode, scope: Scope, encoding: 'plain' | 'json'): string {
    if (encoding === 'json' && this.#types.needsJson(node)) return `${this.subject(node, scope)} | toJson`
    return isText(this.#types.of(node)) ? this.action(node, scope) : this.scalar(node, scope)
  }

  /** A text that is a single number or boolean prints as that value: `.Values.port | int64` instead of a `printf`. */
  #quotable(node: ExpressionNode, scope: Scope): string {
    const only = node.kind === 'text' && node.parts.length === 1 ? node.parts[0] : undefined
    return typeof only === 'object' && !isText(this.#types.of(only))
      ? this.scalar(only, scope)
      : this.action(node, scope)
  }

  #member({ object, key }: MemberNode, scope: Scope): string {
    const owner = this.subject(object, scope)
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `index ${this.word(object, scope)} ${goLiteral(key)}`
    if (owner === '.') return `.${key}`
    // Parentheses hold a call together, and make Go read an object that may be absent as an empty map.
    const isPath = /^([^\s"]+|\(.*\)(\.\w+)+)$/.test(owner) && !this.#types.isOptional(object)
    return isPath ? `${owner}.${key}` : `(${owner}).${key}`
  }

  #variable({ binding, part }: VariableNode, scope: Scope): string {
    if (binding.shape === 'present') {
      return scope.dot === binding ? '.' : this.subject(binding.subject, scope)
    }
    const names = scope.variables(binding)
    // `checkChart` refuses a variable outside its loop.
    if (names === undefined) throw new BuildError(binding.origin, 'the variable of this loop is used outside of it')
    return `$${names[part]}`
  }

  #call(node: CallNode, scope: Scope): string {
    const [first] = node.args
    if (node.name === 'memberOf') return this.#index(node, scope)
    if (node.name === 'not') {
      if (isBooleanHelper(first)) return this.#isNot(first, scope)
      if (isCallOf('isSet', first)) return `kindIs "invalid" ${this.word(first.args[0] as ExpressionNode, scope)}`
    }
    const operands = node.args.map((arg) => this.#operand(arg, scope))
    const printed = definitionOf(node.name).print(operands)
    return 'call' in printed ? printed.call : `${this.#pipeSource(node, scope)} | ${printed.filter}`
  }

  #isNot(node: IncludeNode, scope: Scope): string {
    return `ne (${this.#includeText(node, scope)}) "true"`
  }

  /** `index a b "c" d` instead of `index (index a b).c d`. */
  #index(node: CallNode, scope: Scope): string {
    const [object, key] = node.args as [ExpressionNode, ExpressionNode]
    const printedKey = this.word(key, scope)
    const [owner, step] = object.kind === 'member' ? [object.object, [goLiteral(object.key)]] : [object, []]
    if (owner.kind !== 'call' || owner.name !== 'memberOf' || this.#types.isOptional(object)) {
      return `index ${this.word(object, scope)} ${printedKey}`
    }
    return [this.#index(owner, scope), ...step, printedKey].join(' ')
  }

  /** `a | b | c` instead of `((a | b) | c)`. */
  #pipeSource({ args: [subject] }: CallNode, scope: Scope): string {
    return this.subject(subject as ExpressionNode, scope)
  }

  #operand(node: ExpressionNode, scope: Scope): PrintedOperand {
    const type = this.#types.of(node)
    const word = this.word(node, scope)
    return { type, word, integer: this.#types.isStored(node) ? `(int64 ${word})` : word }
  }

  #text({ parts }: TextNode, scope: Scope): string {
    const format: string[] = []
    const args: string[] = []
    for (const part of parts) {
      if (typeof part === 'string') {
        format.push(part.replaceAll('%', '%%'))
        continue
      }
      const [verb, arg] = this.#verb(part, scope)
      format.push(verb)
      args.push(arg)
    }
    const [only] = parts
    if (parts.length === 1 && typeof only === 'object' && isText(this.#types.of(only))) return this.action(only, scope)
    return ['printf', goLiteral(format.join('')), ...args].join(' ')
  }

  #verb(node: ExpressionNode, scope: Scope): [verb: string, arg: string] {
    const operand = this.#operand(node, scope)
    switch (operand.type.kind) {
      case 'integer':
        return ['%d', operand.integer]
      case 'boolean':
        return ['%t', operand.word]
      case 'number':
        return ['%s', `(toJson ${operand.word})`]
      default:
        return ['%s', operand.word]
    }
  }

  #include(node: IncludeNode, scope: Scope): string {
    switch (node.helper.returns) {
      case 'integer':
        return `${this.#includeText(node, scope)} | int64`
      case 'boolean':
        return `eq (${this.#includeText(node, scope)}) "true"`
      default:
        return this.#includeText(node, scope)
    }
  }

  #includeText({ helper, args }: IncludeNode, scope: Scope): string {
    const context = `${scope.context}${scope.root}`
    return `include "${helper.name}" ${this.#arguments(helper, args, context === '' ? '.' : context, scope)}`
  }

  /** A helper that takes parameters gets the context only if it asks for it. */
  #arguments(helper: HelperReference, args: IncludeNode['args'], root: string, scope: Scope): string {
    if (helper.parameters.length === 0) return root
    const pairs = helper.parameters.map((name) => `"${name}" ${this.word(args[name] as ExpressionNode, scope)}`)
    return `(dict ${[...(usesContext(helper) ? [`"root" ${root}`] : []), ...pairs].join(' ')})`
  }

  #checksum({ of }: ChecksumNode, scope: Scope): string {
    // A chart whose objects do not hold this one was refused before it came here.
    const path = this.#paths.get(of) as string
    const context = `${scope.context}${scope.root}`
    const name = `(print ${context}.Template.BasePath "/${path}")`
    return `(include ${name} ${context === '' ? '.' : context} | fromYaml).data | toJson | sha256sum`
  }
}

const isBooleanHelper = (node: ExpressionNode | undefined): node is IncludeNode =>
  node?.kind === 'include' && node.helper.returns === 'boolean'

const isCallOf = (name: string, node: ExpressionNode | undefined): node is CallNode =>
  node?.kind === 'call' && node.name === name

const isFalse = (node: ExpressionNode | undefined): boolean => node?.kind === 'literal' && node.value === false
