import { disruptionBudgetFor } from '../../kinds/disruption-budget.js'

export const apiDisruptionBudget = disruptionBudgetFor('api')
