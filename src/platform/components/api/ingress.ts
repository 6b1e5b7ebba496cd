import { ingressFor } from '../../kinds/ingress.js'

export const apiIngress = ingressFor('api')
