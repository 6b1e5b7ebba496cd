import { and, assert, isEmpty, nonEmpty, text } from '../../../helm/index.js'
import { partnerIsKnown } from '../../kinds/partner-rule.js'
import { createSecret, productionNeeds, productionRefuses } from '../../kinds/secret-rules.js'
import { values } from '../../values/index.js'

const { auth, tracing } = values.api

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
    key: 'api.auth.oidc.audience',
    refuseWhen: and(nonEmpty(auth.oidc.issuer), isEmpty(auth.oidc.audience)),
    problem: text`is empty, so a token of ${auth.oidc.issuer} for anything else would be accepted.`,
    example: 'audience: slipway-api',
  }),
  partnerIsKnown({ peer: 'issuer', key: 'api.auth.oidc.issuer', address: auth.oidc.issuer }),
  partnerIsKnown({ peer: 'collector', key: 'api.tracing.endpoint', address: tracing.endpoint }),
]
