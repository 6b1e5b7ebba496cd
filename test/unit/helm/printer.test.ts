import { describe, expect, it } from 'vitest'
import { printTemplates } from '../../../src/helm/index.js'
import { constructHelpers, constructs, constructTemplates } from '../../support/constructs.js'
import { printed, printOptions, sampleChart } from '../../support/sample-chart.js'

describe.each(constructs)('$name', ({ resource, template }) => {
  it('prints', () => {
    expect(printed(resource(), { templates: constructTemplates, helpers: constructHelpers })).toBe(template)
  })

  it('knows where every line was made', () => {
    const chart = sampleChart({
      templates: { object: resource(), ...constructTemplates },
      helpers: constructHelpers,
    })
    const lines = printTemplates(chart, printOptions).get('templates/object.yaml')?.lines ?? []
    const files = lines.map(({ origin }) => origin.position.file)
    for (const file of files) expect(file).toMatch(/\/test\/support\/[a-z-]+\.ts$/)
  })
})
