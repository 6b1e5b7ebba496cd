import {
  chartInfo,
  contains,
  type Expr,
  gt,
  helper,
  ifElse,
  len,
  named,
  nonEmpty,
  or,
  release,
  replace,
  sha256,
  text,
  trunc,
} from '../../helm/index.js'
import type { ComponentName } from '../topology.js'
import { values } from '../values/index.js'

/** Leaves room for `-<component>-<part>` in the 52 characters of a CronJob's name. */
const longestName = 40

export const fullname = helper('slipway.fullname', {
  doc: 'Base of all object names: the release name, with a hash in place of what is too long.',
  returns: 'name',
  body: () => {
    const both = text`${release.name}-${chartInfo.name}`
    const plain = ifElse(contains(release.name, chartInfo.name), release.name, both)
    const name = named('name', plain)
    const shortened = text`${trunc(replace(name, '.', '-'), longestName - 9)}-${trunc(sha256(name), 8)}`
    // Release names may hold dots, names of Services may not; the hash keeps `a.b` apart from `a-b`.
    const needsHash = or(gt(len(name), longestName), contains(name, '.'))
    return ifElse(nonEmpty(values.fullnameOverride), values.fullnameOverride, ifElse(needsHash, shortened, name))
  },
})

/** `<fullname>-api`: the name of the objects of a component. */
export const nameOf = (component: ComponentName, part?: string): Expr<string> =>
  part === undefined ? text`${fullname()}-${component}` : text`${fullname()}-${component}-${part}`
