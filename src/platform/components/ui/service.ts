import { serviceFor } from '../../kinds/service.js'

export const uiService = serviceFor('ui')
