import { serviceAccountFor } from '../../kinds/service-account.js'

export const uiServiceAccount = serviceAccountFor('ui')
