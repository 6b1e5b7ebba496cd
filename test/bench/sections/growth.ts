import { type Growth, growthTable, howMeasured, linearGoal, measureSteps } from '../growth-curves.js'
import type { Bench, Outcome, Section } from '../outcome.js'

const resources: Growth = {
  of: 'resources',
  one: 'a resource',
  sizes: [10, 100, 1000],
  warmUps: { 10: 30, 100: 10, 1000: 1 },
}

const measure = async (bench: Bench): Promise<Outcome> => {
  const { curves, runs } = await measureSteps(bench, resources)
  return {
    goals: [linearGoal('growth of every step with the number of resources', resources, curves)],
    tables: [growthTable(resources, curves)],
    notes: [
      `Each resource is a Deployment with nine values of its own and a template of its own. ${howMeasured(resources, runs)} ` +
        'The goal looks at the larger charts: 10 resources fit into the young generation of memory and are never ' +
        'collected, so the step to 100 holds a cost that is not one of growth.',
    ],
  }
}

export const growth: Section = { name: 'growth', title: 'Growth with the number of resources', measure }
