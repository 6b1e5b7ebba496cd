import { existsSync, writeFileSync } from 'node:fs'
import type { ListedSecret } from '../../platform/secrets.js'
import type { RenderOptions } from '../render.js'
import { UserError } from '../user-error.js'
import { missingIn } from './check.js'
import { makeContents } from './content.js'
import { listSecrets } from './list.js'
import { externalSecretManifests, secretManifests } from './manifest.js'

export interface SecretsOptions extends RenderOptions {
  readonly output?: string
  readonly externalSecret?: string
  readonly check?: string
  readonly list?: boolean
}

/**
 * Lists the Secrets that the values expect on standard error, and writes manifests for them; with `check`, compares a
 * manifest instead.
 *
 * @throws UserError when something is missing, or a file is in the way.
 */
export const secrets = (releaseName: string, options: SecretsOptions): void => {
  const namespace = options.namespace ?? 'default'
  const expected = listSecrets(releaseName, options)
  if (options.check !== undefined) return check(options.check, expected, namespace)
  if (expected.length === 0) return console.error('These values expect no Secret.')
  console.error(expected.map(describe).join('\n'))
  if (options.list === true) return
  const manifests =
    options.externalSecret === undefined
      ? secretManifests(expected, namespace, makeContents(expected))
      : externalSecretManifests(expected, namespace, options.externalSecret)
  write(manifests.map((manifest) => `---\n${manifest}`).join(''), options.output)
}

const describe = ({ value, name, entries }: ListedSecret): string => {
  const width = Math.max(...entries.map(({ key }) => key.length))
  const lines = entries.map(
    ({ key, purpose, content }) => `  ${key.padEnd(width)}  ${purpose}${content === 'given' ? ' (yours to add)' : ''}`,
  )
  return [`${name} (${value})`, ...lines].join('\n')
}

const write = (text: string, file: string | undefined): void => {
  if (file === undefined) {
    process.stdout.write(text)
    return
  }
  if (existsSync(file)) {
    throw new UserError(`${file} is there already, perhaps with secrets in use; remove it, or choose another --output`)
  }
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' })
  console.error(`\nwritten to ${file}, readable by you alone: kubectl create -f ${file}`)
}

const check = (file: string, expected: readonly ListedSecret[], namespace: string): void => {
  const missing = missingIn(file, expected, namespace)
  if (missing.length > 0)
    throw new UserError(`${file} does not hold all that these values expect:\n${missing.join('\n')}`)
  console.log(`${file} holds all ${expected.length} Secrets that these values expect`)
}
