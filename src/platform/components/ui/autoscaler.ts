import { autoscalerFor } from '../../kinds/autoscaler.js'

export const uiAutoscaler = autoscalerFor('ui')
