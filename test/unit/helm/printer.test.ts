import { expect, it } from 'vitest'
import { constructs, constructTemplates } from '../../support/constructs.js'
import { printed } from '../../support/sample-chart.js'

it.each(constructs)('prints $name', ({ resource, template }) => {
  expect(printed(resource(), { templates: constructTemplates })).toBe(template)
})
