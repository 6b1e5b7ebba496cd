import { and, assert, isEmpty } from '../../../helm/index.js'
import { partnerIsKnown } from '../../kinds/partner-rule.js'
import { createSecrets, passwordsAreComplete, productionNeeds, productionRefuses } from '../../kinds/secret-rules.js'
import { cache } from '../../links/cache.js'
import { values } from '../../values/index.js'
import { users } from './users.js'

const { existingSecret, external, passwords } = values.cache

export const cacheAssertions = [
  productionNeeds({
    key: 'cache.existingSecret',
    value: existingSecret,
    onlyWhen: cache.isEmbedded,
    purpose: 'the users of the cache',
    example: createSecrets,
  }),
  productionRefuses({ key: 'cache.passwords', value: passwords, example: 'cache.existingSecret: slipway-cache' }),
  ...passwordsAreComplete({
    key: 'cache.passwords',
    existingSecret,
    passwords,
    problem: 'is missing, but another user has a password here: this one would have none.',
    users: Object.keys(users),
  }),
  assert({
    key: 'cache.external.host',
    refuseWhen: and(cache.isExternal, isEmpty(external.host)),
    problem: 'is empty, but cache.mode is external.',
    example: 'host: valkey.example.com',
  }),
  partnerIsKnown({ peer: 'cache', key: 'cache.external.host', address: external.host, onlyWhen: cache.isExternal }),
]
