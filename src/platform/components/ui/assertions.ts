import { partnerIsKnown } from '../../kinds/partner-rule.js'
import { createSecret, productionNeeds, productionRefuses } from '../../kinds/secret-rules.js'
import { values } from '../../values/index.js'

const { session, tracing } = values.ui

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
  partnerIsKnown({ peer: 'collector', key: 'ui.tracing.endpoint', address: tracing.endpoint }),
]
