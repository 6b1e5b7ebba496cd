import { release, text } from '../../helm/index.js'
import { values } from '../values/index.js'
import { fullname } from './names.js'

/**
 * Cluster-wide, so two releases must not share it by accident: neither part can hold the dot. The value of a
 * PriorityClass can never change, so another value is another object.
 */
export const ownPriorityClassName = text`${release.namespace}.${fullname()}-${values.priorityClass.value}`
