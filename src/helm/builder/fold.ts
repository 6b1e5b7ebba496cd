import { type Expr, exprOf } from '../expression/expr.js'
import { variableName } from '../expression/named.js'
import type { Absent, Several } from '../lift/placeholder.js'
import { BuildError } from '../node/build-error.js'
import type { ItemNode } from '../node/document-node.js'
import type { FoldNode } from '../node/expression-node.js'
import { captureOrigin } from '../node/origin.js'
import { itemsOf } from './to-document.js'

type Each<T> = T | Expr<T>

/** Terms of a fold: a loop, or a list with loops, conditional and single terms. */
export type Terms<T> = Several<Each<T>> | readonly (Each<T> | Absent<Each<T> | Several<Each<T>>> | Several<Each<T>>)[]

const fold =
  <T, Result>(operation: FoldNode['operation']) =>
  (name: string, terms: Terms<T>): Expr<Result> => {
    const origin = captureOrigin()
    const items = itemsOf(Array.isArray(terms) ? terms : [terms], origin)
    checkTerms(items)
    return exprOf<Expr<Result>>({ kind: 'fold', name: variableName(name, origin), operation, items, origin })
  }

const checkTerms = (items: readonly ItemNode[]): void => {
  for (const item of items) {
    switch (item.kind) {
      case 'element':
        if (item.value.kind !== 'value') throw new BuildError(item.origin, 'a term must be a number or a boolean')
        break
      case 'spread':
        throw new BuildError(item.origin, 'terms of a list need each(list, (term) => …)')
      case 'when':
        checkTerms([...item.body, ...item.otherwise])
        break
      default:
        checkTerms(item.body)
    }
  }
}

/** Sum of integers; 0 of nothing. `name` is what the printed variable is called, as for all of these. */
export const sumOf = fold<number, number>('sum')
/** The greatest of integers that are not negative; 0 of nothing. */
export const greatestOf = fold<number, number>('greatest')
/** True when one of the terms is. */
export const anyOf = fold<boolean, boolean>('any')
/** True when no term is false. */
export const allOf = fold<boolean, boolean>('all')
/** How many terms there are. */
export const countOf = fold<unknown, number>('count')
