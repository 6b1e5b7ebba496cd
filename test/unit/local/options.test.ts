import { describe, expect, it } from 'vitest'
import { chosenPort, lineCount, nodeCount, timeInSeconds } from '../../../src/cli/local/options.js'
import { contextOf } from '../../../src/cli/local/release/find.js'

describe('flags', () => {
  it.each([
    ['90s', 90],
    ['10m', 600],
    ['1h', 3600],
  ])('a time of %s is %i seconds', (text, seconds) => {
    expect(timeInSeconds(text)).toBe(seconds)
  })

  it.each([
    [timeInSeconds, '10', /for example --timeout 15m/],
    [timeInSeconds, '0s', /A number with a unit/],
    [nodeCount, '0', /for example --nodes 3/],
    [nodeCount, 'many', /A number from 1 to 99/],
    [lineCount, '-5', /for example --tail 100/],
    [chosenPort, '18000', /One of api, ui, mlflow and a port are needed, for example --port api=18000/],
    [chosenPort, 'database=5433', /One of api, ui, mlflow/],
    [chosenPort, 'api=0', /from 1 to 65535, for example --port api=18000/],
    [chosenPort, 'api=99999', /from 1 to 65535/],
  ])('%o refuses %s and gives an example', (parse, text, message) => {
    expect(() => parse(text)).toThrow(message)
  })

  it('ports add up, and the last one counts', () => {
    expect(chosenPort('api=18001', chosenPort('ui=18501', chosenPort('api=18000')))).toEqual({ api: 18001, ui: 18501 })
  })

  it('the variable CONTEXT counts without the flag, unless it is empty', () => {
    process.env.CONTEXT = 'sandbox'
    expect(contextOf({})).toBe('sandbox')
    expect(contextOf({ context: 'other' })).toBe('other')
    process.env.CONTEXT = ''
    expect(contextOf({})).toBeUndefined()
    delete process.env.CONTEXT
  })
})
