import { describe } from '../expression/expr.js'
import { commonOf, entriesOf } from '../function/common-type.js'
import { TypeProblem } from '../function/definition.js'
import { definitionOf } from '../function/table.js'
import { BuildError } from '../node/build-error.js'
import type { CallNode, ExpressionNode, HelperReference, MemberNode, VariableNode } from '../node/expression-node.js'
import { fitsInLine } from '../node/text-line.js'
import type { TypeSource } from '../node/type-source.js'
import {
  anyType,
  booleanType,
  integerType,
  isCollection,
  isNameLike,
  isText,
  listType,
  mapType,
  nameType,
  numberType,
  stringType,
  type ValueType,
} from '../node/value-type.js'
import { suggestKey } from '../schema/suggest-key.js'
import { isDocument } from './children.js'
import { typeOfDocument } from './document-type.js'

const scalarTypes: Readonly<Record<Exclude<HelperReference['returns'], 'structure'>, ValueType>> = {
  text: stringType,
  name: nameType,
  integer: integerType,
  boolean: booleanType,
}

/** The type of every expression, from the values schema, the function table and the helpers. */
export class Types {
  readonly #values: ValueType
  readonly #known = new WeakMap<ExpressionNode, ValueType>()
  readonly #structures = new WeakMap<HelperReference, ValueType>()

  /** `values` is the type of `.Values`, from `valueTypeOf(schema)`. */
  constructor(values: ValueType) {
    this.#values = values
  }

  /** @throws BuildError for a path that the schema does not have. */
  of(node: ExpressionNode): ValueType {
    const known = this.#known.get(node)
    if (known !== undefined) return known
    const type = this.#infer(node)
    this.#known.set(node, type)
    return type
  }

  /** True when the value may be absent: an optional key, or a key of an optional object. */
  isOptional(node: ExpressionNode): boolean {
    if (node.kind === 'named') return this.isOptional(node.expression)
    return node.kind === 'member' && (this.isOptional(node.object) || this.#property(node).optional)
  }

  /** True when an integer may be a float64 in Go, as all numbers from values files are. */
  isStored(node: ExpressionNode): boolean {
    if (node.kind === 'call') return definitionOf(node.name).native !== true
    return node.kind === 'member' || node.kind === 'variable' || node.kind === 'parameter'
  }

  /**
   * True when a value could break out of its line of a configuration file, so that it must be written as a JSON string.
   * Numbers, names and choices that are all known to fit in a line cannot, and `json(…)` is one already. A text with holes is one
   * string as a whole when one of them needs it.
   */
  needsJson(node: ExpressionNode): boolean {
    if (node.kind === 'text') return node.parts.some((part) => typeof part === 'object' && this.needsJson(part))
    const type = this.of(node)
    if (node.kind === 'call' && node.name === 'json') return false
    return isCollection(type) || (type.kind === 'string' && type.choices?.every(fitsInLine) !== true)
  }

  #infer(node: ExpressionNode): ValueType {
    switch (node.kind) {
      case 'literal':
        return typeOfLiteral(node.value)
      case 'values':
        return this.#values
      case 'builtIn':
        return node.type
      case 'member':
        return this.#property(node).type
      case 'variable':
        return this.#typeOfVariable(node)
      case 'parameter':
        return this.#fromSource(node.type)
      case 'list':
        return listType(commonOf(node.items.map((item) => this.of(item))))
      case 'dict':
        return {
          kind: 'object',
          properties: Object.fromEntries(
            node.entries.map(([key, value]) => [key, { type: this.of(value), optional: this.isOptional(value) }]),
          ),
        }
      case 'fold':
        return node.operation === 'any' || node.operation === 'all' ? booleanType : integerType
      case 'call':
        return this.#typeOfCall(node)
      case 'text':
        return this.#isName(node.parts) ? nameType : stringType
      case 'include':
        return this.#typeOfResult(node.helper)
      case 'checksum':
        return stringType
      case 'named':
        return this.of(node.expression)
    }
  }

  #typeOfCall({ name, args, origin }: CallNode): ValueType {
    try {
      return definitionOf(name).result(args.map((arg) => this.of(arg)))
    } catch (error) {
      if (error instanceof TypeProblem) throw new BuildError(origin, error.message)
      throw error
    }
  }

  #typeOfResult(helper: HelperReference): ValueType {
    if (helper.returns !== 'structure') return scalarTypes[helper.returns]
    const known = this.#structures.get(helper)
    if (known !== undefined) return known
    const type = isDocument(helper.body) ? typeOfDocument(helper.body, this) : this.of(helper.body)
    this.#structures.set(helper, type)
    return type
  }

  #fromSource(source: TypeSource): ValueType {
    switch (source.kind) {
      case 'like':
        return this.of(source.example)
      case 'listOf':
        return listType(this.#fromSource(source.items))
      case 'mapOf':
        return mapType(this.#fromSource(source.values))
      case 'fieldsOf':
        return {
          kind: 'object',
          properties: Object.fromEntries(
            Object.entries(source.fields).map(([key, type]) => [
              key,
              { type: this.#fromSource(type), optional: false },
            ]),
          ),
        }
      default:
        return source
    }
  }

  #property(node: MemberNode): { type: ValueType; optional: boolean } {
    const owner = this.of(node.object)
    if (owner.kind === 'any') return { type: anyType, optional: true }
    if (owner.kind === 'map') {
      throw new BuildError(
        node.origin,
        `'${describe(node.object)}' is a map with users' own keys: read it with entryOf`,
      )
    }
    const property = owner.kind === 'object' ? owner.properties[node.key] : undefined
    if (property === undefined) {
      throw new BuildError(node.origin, `the values schema has no '${describe(node)}'${suggestion(owner, node.key)}`)
    }
    return property
  }

  #typeOfVariable({ binding, part, origin }: VariableNode): ValueType {
    const subject = this.of(binding.subject)
    if (binding.shape === 'present') return subject
    if (part === 'key') return keysOf(subject)
    if (subject.kind === 'any') return anyType
    const values = binding.shape === 'map' ? entriesOf(subject) : subject.kind === 'list' ? subject.items : undefined
    if (values !== undefined) return values
    throw new BuildError(
      origin,
      `'${describe(binding.subject)}' is no ${binding.shape}, so there is nothing to loop over`,
    )
  }

  #isName(parts: readonly (string | ExpressionNode)[]): boolean {
    return parts.every((part) => {
      if (typeof part === 'string') return isNameLike(part)
      const type = this.of(part)
      return (
        ['name', 'integer'].includes(type.kind) || (type.kind === 'string' && type.choices?.every(isNameLike) === true)
      )
    })
  }
}

/** The keys of an object are a closed choice, those of a map any text. */
const keysOf = (subject: ValueType): ValueType =>
  subject.kind === 'object' ? { kind: 'string', choices: Object.keys(subject.properties) } : stringType

const typeOfLiteral = (value: string | number | boolean): ValueType => {
  if (typeof value === 'string') return { kind: 'string', choices: [value] }
  if (typeof value === 'boolean') return booleanType
  return Number.isInteger(value) ? integerType : numberType
}

const suggestion = (owner: ValueType, key: string): string => {
  if (owner.kind === 'object') return suggestKey(key, Object.keys(owner.properties))
  return isText(owner) ? ': it is a text' : `: it is a ${owner.kind}`
}
