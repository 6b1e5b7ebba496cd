import {
  chartInfo,
  contains,
  count,
  type Expr,
  gt,
  helper,
  iff,
  named,
  nonEmpty,
  release,
  replace,
  sha256,
  text,
  trunc,
} from '../../helm/index.js'
import type { PodSetName } from '../topology.js'
import { values } from '../values/index.js'

/** Leaves room for `-<component>-<part>` in the 52 characters of a CronJob's name. */
const longestName = 40

export const fullname = helper('slipway.fullname', {
  doc: 'Base of all object names: the release name, with a hash in place of what is too long.',
  returns: 'name',
  body: () => {
    const both = text`${release.name}-${chartInfo.name}`
    const plain = iff(contains(release.name, chartInfo.name), release.name, both)
    // Release names may hold dots, names of Services may not.
    const name = named('name', replace(plain, '.', '-'))
    const shortened = text`${trunc(name, longestName - 9)}-${trunc(sha256(name), 8)}`
    return iff(
      nonEmpty(values.fullnameOverride),
      values.fullnameOverride,
      iff(gt(count(name), longestName), shortened, name),
    )
  },
})

/** `<fullname>-api`: the name of the objects of a component. */
export const nameOf = (podSet: PodSetName, part?: string): Expr<string> =>
  part === undefined ? text`${fullname()}-${podSet}` : text`${fullname()}-${podSet}-${part}`
