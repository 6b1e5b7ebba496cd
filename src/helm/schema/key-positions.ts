import type { Position } from '../node/origin.js'
import { type Declarations, positionOf } from './declarations.js'
import { type TypeScript, typescript } from './typescript-api.js'

/**
 * The line that declares a key of the values: `['web', 'ports', '*']`, with `*` for users' own keys and `[]` for items. When a
 * computed type hides a key, the place of the innermost key that is found.
 */
export const keyPosition = (
  declarations: Declarations,
  file: string,
  type: string,
  path: readonly string[],
): Position | undefined => {
  const root = declarations.meaningOf(type, file)
  if (root === undefined || root === 'elsewhere') return undefined
  let types: readonly TypeScript.Node[] = root
  let found: TypeScript.Node | undefined = root[0]
  for (const key of path) {
    const member = types.flatMap((node) => membersOf(node, key, declarations))[0]
    if (member === undefined) break
    found = member
    types = [typeOfMember(member)]
  }
  return found === undefined ? undefined : positionOf(found)
}

/** The nodes that declare a key in a type: members of an object, items of a list, values of a map. */
const membersOf = (node: TypeScript.Node, key: string, declarations: Declarations): readonly TypeScript.Node[] => {
  const ts = typescript()
  const inner = (nodes: readonly TypeScript.Node[]) => nodes.flatMap((type) => membersOf(type, key, declarations))
  if (ts.isTypeAliasDeclaration(node)) return inner([node.type])
  if (ts.isParenthesizedTypeNode(node)) return inner([node.type])
  if (ts.isTypeOperatorNode(node)) return inner([node.type])
  if (ts.isIntersectionTypeNode(node) || ts.isUnionTypeNode(node)) return inner(node.types)
  if (ts.isArrayTypeNode(node)) return key === '[]' ? [node.elementType] : []
  if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) {
    const bases = ts.isInterfaceDeclaration(node) ? (node.heritageClauses ?? []).flatMap(({ types }) => types) : []
    return [...node.members.filter((member) => declares(member, key)), ...inner(bases)]
  }
  if (ts.isTypeReferenceNode(node)) return membersOfReference(node.typeName, node.typeArguments, key, declarations)
  if (ts.isExpressionWithTypeArguments(node)) {
    return membersOfReference(node.expression, node.typeArguments, key, declarations)
  }
  return []
}

const membersOfReference = (
  name: TypeScript.Node,
  given: readonly TypeScript.TypeNode[] | undefined,
  key: string,
  declarations: Declarations,
): readonly TypeScript.Node[] => {
  const ts = typescript()
  const { fileName } = name.getSourceFile()
  const meaning = ts.isIdentifier(name)
    ? declarations.meaningOf(name.text, fileName)
    : ts.isQualifiedName(name) && ts.isIdentifier(name.left)
      ? declarations.memberMeaningOf(name.left.text, name.right.text, fileName)
      : undefined
  if (Array.isArray(meaning)) return meaning.flatMap((node) => membersOf(node, key, declarations))
  const utility = ts.isIdentifier(name) ? name.text : ''
  const [first, second] = given ?? []
  if (utility === 'Record' && second !== undefined) return [second]
  if (utility.endsWith('Array') && first !== undefined) return key === '[]' ? [first] : []
  return first === undefined ? [] : membersOf(first, key, declarations)
}

const declares = (member: TypeScript.TypeElement, key: string): boolean => {
  const ts = typescript()
  if (ts.isIndexSignatureDeclaration(member)) return key === '*'
  const { name } = member
  return name !== undefined && !ts.isComputedPropertyName(name) && name.text === key
}

const typeOfMember = (member: TypeScript.Node): TypeScript.Node => {
  const ts = typescript()
  if (ts.isPropertySignature(member) || ts.isIndexSignatureDeclaration(member)) return member.type ?? member
  return member
}
