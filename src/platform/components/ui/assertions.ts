import { and, assert, isEmpty, nonEmpty, or } from '../../../helm/index.js'
import { partnerIsKnown } from '../../kinds/partner-rule.js'
import { createSecret, productionNeeds, productionRefuses } from '../../kinds/secret-rules.js'
import { values } from '../../values/index.js'

const { apiAccess, session, tracing } = values.ui
const { auth } = values.api

const asksForKeys = or(nonEmpty(auth.existingSecret), nonEmpty(auth.keys))

export const uiAssertions = [
  productionNeeds({
    key: 'ui.session.existingSecret',
    value: session.existingSecret,
    purpose: 'the cookie secret that all pods share',
    example: createSecret('slipway-session', session.secretKey),
  }),
  productionRefuses({
    key: 'ui.session.cookieSecret',
    value: session.cookieSecret,
    example: 'ui.session.existingSecret: slipway-session',
  }),
  productionRefuses({
    key: 'ui.apiAccess.key',
    value: apiAccess.key,
    example: 'ui.apiAccess.existingSecret: slipway-ui-api-key',
  }),
  assert({
    key: 'ui.apiAccess.existingSecret',
    refuseWhen: and(asksForKeys, isEmpty(apiAccess.existingSecret), isEmpty(apiAccess.key)),
    problem: 'is empty, but the API asks for a key, and the user interface has none.',
    example: createSecret('slipway-ui-api-key', apiAccess.secretKey),
  }),
  partnerIsKnown({ peer: 'collector', key: 'ui.tracing.endpoint', address: tracing.endpoint }),
]
