import { describe, expect, it } from 'vitest'
import { loginsOf } from '../../../src/cli/local/up/logins.js'

describe('logins', () => {
  it('are those of local.yaml', () => {
    expect(loginsOf({})).toEqual({
      apiKey: 'local-development-key',
      words: { api: 'key local-development-key', mlflow: 'user admin, password local-mlflow-password' },
    })
  })

  it('follow the values of the user', () => {
    expect(loginsOf({ set: ['api.auth.keys.local=other'] }).apiKey).toBe('other')
    const { apiKey, words } = loginsOf({ set: ['api.auth.existingSecret=keys,mlflow.existingSecret=models'] })
    expect(apiKey).toBeUndefined()
    expect(words).toEqual({ api: 'key: in the Secret keys', mlflow: 'user admin, password: in the Secret models' })
  })

  it('are not made from the hash of a key', () => {
    const { apiKey, words } = loginsOf({ set: ['api.auth.keys.local=scrypt$16384$8$1$aa$bb'] })
    expect({ apiKey, words: words.api }).toEqual({
      apiKey: undefined,
      words: 'key: not in the values',
    })
  })
})
