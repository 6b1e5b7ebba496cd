import type { Binding, CallNode } from '../node/expression-node.js'
import { isCollection, isText } from '../node/value-type.js'
import type { Types } from './types.js'

/** What `present` tests: text, lists and maps must not be empty; numbers and booleans only have to be there. */
export const presentCondition = ({ subject, origin }: Binding, types: Types): CallNode => {
  const type = types.of(subject)
  const name = isText(type) || isCollection(type) ? 'nonEmpty' : 'isSet'
  return { kind: 'call', name, args: [subject], origin }
}
