import { and, assert, isEmpty, nonEmpty, text } from '../../../helm/index.js'
import { partnerIsKnown } from '../../kinds/partner-rule.js'
import { createSecret, productionNeeds, productionRefuses } from '../../kinds/secret-rules.js'
import { values } from '../../values/index.js'

const { auth, cache, database, model, tracing } = values.api

export const apiAssertions = [
  productionNeeds({
    key: 'api.auth.existingSecret',
    value: auth.existingSecret,
    purpose: 'API keys',
    example: createSecret('slipway-api-keys', 'first-client'),
  }),
  productionRefuses({
    key: 'api.auth.keys',
    value: auth.keys,
    example: 'api.auth.existingSecret: slipway-api-keys',
  }),
  assert({
    key: 'api.database.existingSecret',
    refuseWhen: and(nonEmpty(database.host), isEmpty(database.existingSecret)),
    problem: text`is empty, but user ${database.user} of ${database.host} needs a password.`,
    example: createSecret('slipway-database', database.passwordKey),
  }),
  partnerIsKnown({ peer: 'database', key: 'api.database.host', address: database.host }),
  partnerIsKnown({ peer: 'cache', key: 'api.cache.host', address: cache.host }),
  partnerIsKnown({ peer: 'modelRegistry', key: 'api.model.trackingUri', address: model.trackingUri }),
  partnerIsKnown({ peer: 'collector', key: 'api.tracing.endpoint', address: tracing.endpoint }),
]
