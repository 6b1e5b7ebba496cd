import { variableNameProblem } from '../go/identifiers.js'
import { BuildError } from '../node/build-error.js'
import { captureOrigin, type Origin } from '../node/origin.js'
import { type Expr, exprOf, nodeOf, type Ref } from './expr.js'

/** Gives a sub-expression a template variable of that name, so that readers see what a long sum is made of. */
export const named = <T>(name: string, expression: Expr<T>): Ref<T> => {
  const origin = captureOrigin()
  return exprOf<Ref<T>>({ kind: 'named', name: variableName(name, origin), expression: nodeOf(expression), origin })
}

/** @throws BuildError for a name that Go's templates would not read as a variable. */
export const variableName = (name: string, origin: Origin): string => {
  const problem = variableNameProblem(name)
  if (problem !== undefined) throw new BuildError(origin, problem)
  return name
}
