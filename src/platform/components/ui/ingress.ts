import { ingressFor } from '../../kinds/ingress.js'

export const uiIngress = ingressFor('ui')
