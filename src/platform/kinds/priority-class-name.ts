import { ifElse, present, release, text } from '../../helm/index.js'
import { values } from '../values/index.js'
import { fullname } from './names.js'

const { priorityClass } = values

/**
 * Cluster-wide, so two releases must not share it by accident: neither part can hold the dot. The value of a
 * PriorityClass can never change, so another value is another object.
 */
export const ownPriorityClassName = text`${release.namespace}.${fullname()}-${priorityClass.value}`

/** For the `priorityClassName` of serving pods: absent when the cluster's default counts. */
export const priorityClassName = ifElse(
  priorityClass.create,
  ownPriorityClassName,
  present(priorityClass.name, (name) => name),
)
