import { serviceAccountFor } from '../../kinds/service-account.js'

export const apiServiceAccount = serviceAccountFor('api')
