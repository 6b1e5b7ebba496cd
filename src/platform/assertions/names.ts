import { assert, matches, not, text } from '../../helm/index.js'
import { fullname } from '../kinds/names.js'

export const nameRules = [
  assert({
    key: 'fullnameOverride',
    refuseWhen: not(matches(fullname(), '^[a-z]')),
    problem: text`is needed: Services cannot be called ${fullname()}, their names start with a letter.`,
    example: 'fullnameOverride: shop',
  }),
]
