import { createInterface } from 'node:readline/promises'
import { UserError } from '../../user-error.js'

/**
 * Shows what would be done to a cluster that slipway did not make, and goes on only when somebody agrees. The answer is
 * not kept: the next command asks again.
 *
 * @throws UserError when nobody does, or nobody can be asked
 */
export const confirm = async (facts: readonly (readonly [string, string])[], isAgreed: boolean): Promise<void> => {
  const width = Math.max(...facts.map(([name]) => name.length))
  console.error('This is a cluster that slipway did not make:')
  for (const [name, text] of facts) console.error(`  ${name.padEnd(width)}  ${text}`)
  if (isAgreed) return
  if (!process.stdin.isTTY) {
    throw new UserError('nobody can be asked here, so --yes has to say that this is wanted, for example: … --yes')
  }
  const questions = createInterface({ input: process.stdin, output: process.stderr })
  const controller = new AbortController()
  questions.once('close', () => controller.abort())
  const answer = await questions.question('Go on? [y/N] ', { signal: controller.signal }).catch(() => '')
  questions.close()
  if (!/^y(es)?$/i.test(answer.trim())) throw new UserError('nothing was changed')
}
