import { nonEmpty } from '../../../helm/index.js'
import { type ExpectedSecret, random } from '../../kinds/expected-secret.js'
import { values } from '../../values/index.js'

const { apiAccess, session } = values.ui

export const uiSecrets: readonly ExpectedSecret[] = [
  {
    value: 'ui.session.existingSecret',
    name: session.existingSecret,
    isExpected: nonEmpty(session.existingSecret),
    entries: [{ key: session.secretKey, purpose: 'signs the cookies of all pods', content: random }],
  },
  {
    value: 'ui.apiAccess.existingSecret',
    name: apiAccess.existingSecret,
    isExpected: nonEmpty(apiAccess.existingSecret),
    entries: [{ key: apiAccess.secretKey, purpose: 'API key of the user interface', content: random }],
  },
]
