import { serviceFor } from '../../kinds/service.js'

export const apiService = serviceFor('api')
