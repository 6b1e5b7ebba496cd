import { formatPosition } from '../node/origin.js'
import { type Declaration, type Declarations, type Meaning, positionOf } from './declarations.js'
import { isSchemaTag, tagProblem } from './doc-tags.js'
import { type TypeScript, typescript } from './typescript-api.js'

/** Types of TypeScript's own library that mean the same in a schema. */
const knownUtilities = new Set([
  ...['Array', 'ReadonlyArray', 'Record', 'Readonly', 'Partial', 'Required', 'Pick', 'Omit', 'NonNullable'],
  ...[
    'Exclude',
    'Extract',
    'Uppercase',
    'Lowercase',
    'Capitalize',
    'Uncapitalize',
    'NoInfer',
    'ReturnType',
    'Parameters',
  ],
])

/**
 * What the generator of schemas would pass over in silence: tags that it does not know, tags with a text that it cannot
 * read, and types that it drops or changes (a method vanishes, a `bigint` becomes a number, a `Map` an object with `size`).
 * Each with its line. It looks at the declarations of the type and of all types that it names, through relative imports.
 */
export const sourceMistakes = (declarations: Declarations, file: string, type: string): readonly string[] => {
  const root = declarations.meaningOf(type, file)
  if (root === undefined || root === 'elsewhere') return [`${file}: there is no type ${type} in this file`]
  const checker = new SourceChecker(declarations)
  checker.reach(root)
  return checker.mistakes
}

class SourceChecker {
  readonly mistakes: string[] = []
  readonly #declarations: Declarations
  readonly #reached = new Set<Declaration>()

  constructor(declarations: Declarations) {
    this.#declarations = declarations
  }

  reach(meaning: Meaning): void {
    if (meaning === undefined || meaning === 'elsewhere') return
    for (const declaration of meaning) {
      if (this.#reached.has(declaration)) continue
      this.#reached.add(declaration)
      this.#visit(declaration, declaration.name?.text ?? 'the type', parametersOf(declaration))
    }
  }

  /** `outside` names for people where the node stands: `Values.web`. `bound` are the type parameters in sight. */
  #visit(node: TypeScript.Node, outside: string, bound: ReadonlySet<string>): void {
    const name = nameOf(node)
    const where = name === undefined ? outside : `${outside}.${name}`
    this.#checkTags(node, where)
    const problem = this.#typeProblem(node, bound)
    if (problem !== undefined) return this.#remember(node, `${where} ${problem}`)
    typescript().forEachChild(node, (child) => this.#visit(child, where, boundIn(node, bound)))
  }

  #checkTags(node: TypeScript.Node, where: string): void {
    const ts = typescript()
    const seen = new Set<string>()
    for (const comment of ts.getJSDocCommentsAndTags(node)) {
      // A tag that TypeScript lists on its own belongs to the comment of an outer node.
      if (!ts.isJSDoc(comment)) continue
      for (const tag of comment.tags ?? []) {
        const label = tag.tagName.text
        const text = (ts.getTextOfJSDocComment(tag.comment) ?? '').trim()
        const twice = isSchemaTag(label) && seen.has(label) ? 'stands here twice: only one would count' : undefined
        seen.add(label)
        const problem = twice ?? tagProblem(label, text)
        const written = text === '' ? `@${label}` : `@${label} ${text.split('\n')[0]}`
        if (problem !== undefined) this.#remember(tag, `${where}: '${written}' ${problem}`)
      }
    }
  }

  #typeProblem(node: TypeScript.Node, bound: ReadonlySet<string>): string | undefined {
    const ts = typescript()
    if (isFunction(node)) return `is a function (${textOf(node)}): values are YAML`
    if (ts.isClassDeclaration(node)) return 'is a class: values are YAML; use an interface'
    if (ts.isTupleTypeNode(node)) return `is a tuple (${textOf(node)}): use a list, or an object with a key for each`
    if (ts.isTemplateLiteralTypeNode(node)) return `has the type ${textOf(node)}: use string and @pattern`
    if (ts.isIndexSignatureDeclaration(node) && node.parameters[0]?.type?.kind !== ts.SyntaxKind.StringKeyword) {
      return `has ${textOf(node)}: keys of values are texts; use [key: string], and @propertyNames for a rule`
    }
    if (ts.isPropertySignature(node) && isNothing(node.type)) {
      return `has ${node.type === undefined ? 'no type' : `the type ${textOf(node.type)}, which no value has`}`
    }
    if (node.kind === ts.SyntaxKind.BigIntKeyword || node.kind === ts.SyntaxKind.SymbolKeyword) {
      return `has the type ${textOf(node)}, which YAML has not`
    }
    if (ts.isTypeReferenceNode(node)) return this.#referenceProblem(node.typeName, bound)
    if (ts.isExpressionWithTypeArguments(node)) return this.#referenceProblem(node.expression, bound)
    return undefined
  }

  /** Follows the name of a type; what is wrong with it otherwise. */
  #referenceProblem(name: TypeScript.Node, bound: ReadonlySet<string>): string | undefined {
    const ts = typescript()
    const { fileName } = name.getSourceFile()
    if (ts.isQualifiedName(name)) {
      if (ts.isIdentifier(name.left)) {
        this.reach(this.#declarations.memberMeaningOf(name.left.text, name.right.text, fileName))
      }
      return undefined
    }
    if (!ts.isIdentifier(name) || bound.has(name.text)) return undefined
    const meaning = this.#declarations.meaningOf(name.text, fileName)
    this.reach(meaning)
    if (meaning !== undefined || knownUtilities.has(name.text) || name.text === 'const') return undefined
    return `has the type ${name.text}: values are YAML; use text, numbers, booleans, lists and objects`
  }

  #remember(node: TypeScript.Node, problem: string): void {
    this.mistakes.push(`${formatPosition(positionOf(node))}: ${problem}`)
  }
}

const isNothing = (type: TypeScript.TypeNode | undefined): boolean => {
  const { SyntaxKind } = typescript()
  const nothing = [SyntaxKind.NeverKeyword, SyntaxKind.UndefinedKeyword, SyntaxKind.VoidKeyword]
  return type === undefined || nothing.includes(type.kind)
}

const isFunction = (node: TypeScript.Node): boolean => {
  const ts = typescript()
  return [
    ts.isFunctionTypeNode,
    ts.isConstructorTypeNode,
    ts.isMethodSignature,
    ts.isCallSignatureDeclaration,
    ts.isConstructSignatureDeclaration,
    ts.isAccessor,
  ].some((is) => is(node))
}

/** The key that a member of an object type declares. */
const nameOf = (node: TypeScript.Node): string | undefined => {
  const ts = typescript()
  if (ts.isIndexSignatureDeclaration(node)) return '*'
  if (!ts.isPropertySignature(node) && !ts.isMethodSignature(node)) return undefined
  return ts.isComputedPropertyName(node.name) ? textOf(node.name) : node.name.text
}

const textOf = (node: TypeScript.Node): string => node.getText().replace(/\s+/g, ' ').slice(0, 80)

const parametersOf = (declaration: Declaration): ReadonlySet<string> =>
  new Set(typescript().isEnumDeclaration(declaration) ? [] : declaration.typeParameters?.map(({ name }) => name.text))

/** Names that a node binds for what stands in it: those of `[K in Keys]` and of `infer X`. */
const boundIn = (node: TypeScript.Node, bound: ReadonlySet<string>): ReadonlySet<string> => {
  const ts = typescript()
  if (ts.isMappedTypeNode(node)) return new Set([...bound, node.typeParameter.name.text])
  if (!ts.isConditionalTypeNode(node)) return bound
  const inferred: string[] = []
  const collect = (inner: TypeScript.Node): void => {
    if (ts.isInferTypeNode(inner)) inferred.push(inner.typeParameter.name.text)
    ts.forEachChild(inner, collect)
  }
  collect(node.extendsType)
  return new Set([...bound, ...inferred])
}
