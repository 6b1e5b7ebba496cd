import { autoscalerFor } from '../../kinds/autoscaler.js'

export const apiAutoscaler = autoscalerFor('api')
