import { disruptionBudgetFor } from '../../kinds/disruption-budget.js'

export const uiDisruptionBudget = disruptionBudgetFor('ui')
