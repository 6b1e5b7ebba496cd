import { defaultDeny } from './default-deny.js'
import { limitRangeObject } from './limit-range.js'
import { priorityClass } from './priority-class.js'
import { resourceQuota } from './resource-quota.js'

/** Rules for the whole platform by the name of their file. */
export const policyTemplates = {
  'default-deny': defaultDeny,
  'limit-range': limitRangeObject,
  'priority-class': priorityClass,
  'resource-quota': resourceQuota,
}
