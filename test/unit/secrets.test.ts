import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { projectFolder } from '../../src/cli/project.js'
import { slipwayCommand } from '../support/slipway-command.js'

const folder = mkdtempSync(join(tmpdir(), 'slipway-secrets-'))
afterAll(() => rmSync(folder, { recursive: true }))

const secrets = (args: readonly string[], input = '') =>
  spawnSync(process.execPath, [...slipwayCommand(), 'secrets', 'shop', '-n', 'team', ...args], {
    cwd: projectFolder,
    encoding: 'utf8',
    input,
  })

const production = ['-f', 'values/production.yaml']

interface Secret {
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly stringData: Readonly<Record<string, string>>
}

const documentsIn = <T>(yaml: string): readonly T[] =>
  (parseAllDocuments(yaml) as unknown as readonly { toJS(): T }[]).map((document) => document.toJS())

const made = (...args: readonly string[]): Readonly<Record<string, Secret['stringData']>> =>
  Object.fromEntries(
    documentsIn<Secret>(secrets(args).stdout).map(({ metadata, stringData }) => [metadata.name, stringData]),
  )

describe('the Secrets of production', () => {
  it('are all that its values name, in the namespace', () => {
    const { stdout } = secrets(production)
    const documents = documentsIn<Secret>(stdout)
    expect(documents.map(({ metadata }) => metadata.name)).toEqual([
      'slipway-api-keys',
      'slipway-hmac',
      'slipway-session',
      'slipway-ui-api-key',
      'slipway-database',
      'slipway-cache',
      'slipway-mlflow',
    ])
    expect(new Set(documents.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['team']))
  })

  it('hold 256 random bits each, other ones every time', () => {
    const [first, second] = [made(...production), made(...production)]
    expect(first['slipway-database']?.app).toMatch(/^[0-9a-f]{64}$/)
    expect(first['slipway-database']?.app).not.toBe(second['slipway-database']?.app)
    expect(new Set(Object.values(first['slipway-database'] ?? {})).size).toBe(6)
  })

  it('fit together: users of the cache, and the key of the interface', () => {
    const { 'slipway-cache': cache = {}, 'slipway-api-keys': keys = {} } = made(...production)
    expect(cache['users.acl']).toMatch(/^user default reset on nopass -@all \+ping\nuser app reset on #[0-9a-f]{64} /)
    expect(cache['users.acl']).not.toContain(cache.app)
    expect(JSON.parse(cache['monitor.json'] ?? '')).toEqual({ 'redis://monitor@127.0.0.1:6379': cache.monitor })
    // That the API takes the key is tested in test/boot.
    expect(keys.ui).toMatch(/^scrypt\$16384\$8\$1\$[0-9a-f]{32}\$[0-9a-f]{64}$/)
  })

  it('are listed on standard error, with what each entry is for', () => {
    const { stdout, stderr } = secrets([...production, '--list'])
    expect(stdout).toBe('')
    expect(stderr).toContain('slipway-mlflow (mlflow.existingSecret)\n  admin    password of the user admin')
  })
})

describe('other values', () => {
  it('name their own entries', () => {
    const { 'session-of-mine': session } = made(
      '--set',
      'ui.session.existingSecret=session-of-mine,ui.session.secretKey=x',
    )
    expect(Object.keys(session ?? {})).toEqual(['x'])
  })

  it('without names expect Secrets named like the objects', () => {
    expect(Object.keys(made())).toEqual(['shop-slipway-database', 'shop-slipway-cache', 'shop-slipway-mlflow'])
  })

  it('with every password in them expect none', () => {
    const { stdout, stderr } = secrets(['-f', 'values/local.yaml'])
    expect(stdout).toBe('')
    expect(stderr).toBe('These values expect no Secret.\n')
  })

  it('put into one Secret what two of them ask for', () => {
    const both = 'ui.session.existingSecret=one,ui.apiAccess.existingSecret=one'
    expect(Object.keys(made('--set', both).one ?? {})).toEqual(['cookie-secret', 'api-key'])
  })

  it('leave to the user what cannot be made', () => {
    const { stdout, stderr } = secrets(['--set', 'database.tls.existingSecret=pg-tls'])
    expect(stderr).toContain('tls.key  its private key (yours to add)')
    expect(stdout).not.toContain('pg-tls')
  })

  it('with a database outside expect only the passwords that are used there', () => {
    const outside = 'database.mode=external,database.external.host=pg.example.com,database.existingSecret=pg'
    const entries = (...more: readonly string[]) => secrets(['--set', outside, ...more, '--list']).stderr
    expect(entries()).toMatch(/^ {2}migrator .*\(yours to add\)\n {2}app .*\n {2}mlflow /m)
    expect(entries()).not.toContain('postgres ')
    expect(entries('--set', 'mlflow.mode=none')).not.toContain('mlflow')
  })

  it('that the schema refuses are refused', () => {
    const { status, stderr } = secrets(['--set', 'database.mode=embeded'])
    expect(status).toBe(1)
    expect(stderr).toContain('database.mode')
  })
})

describe('a file', () => {
  const file = join(folder, 'secrets.yaml')

  it('is written for its owner alone, and never over another', () => {
    expect(secrets([...production, '--output', file]).stderr).toContain(`kubectl create -f ${file}`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const before = readFileSync(file, 'utf8')
    const again = secrets([...production, '--output', file])
    expect(again.status).toBe(1)
    expect(again.stderr).toContain(`${file} is there already`)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('is complete', () => {
    expect(secrets([...production, '--check', file]).stdout).toContain('holds all 7 Secrets')
  })

  it('is compared with the values: what is missing, empty or in another namespace', () => {
    const text = readFileSync(file, 'utf8')
      .replace(/^ {2}session: .*$/m, '  session: ""')
      .replace(/^ {2}backup: .*\n/m, '')
      .replace('name: slipway-hmac\n  namespace: team', 'name: slipway-hmac\n  namespace: other')
    const { status, stderr } = secrets([...production, '--check', '-'], text)
    expect(status).toBe(1)
    expect(stderr).toContain('Secret slipway-hmac is missing (api.auth.hmacSecret)')
    expect(stderr).toContain('Secret slipway-database: backup is missing: copies everything')
    expect(stderr).toContain('Secret slipway-mlflow: session is empty')
  })

  it('may be what kubectl prints', () => {
    const items = documentsIn<Secret>(readFileSync(file, 'utf8')).map(({ stringData, ...secret }) => ({
      ...secret,
      data: Object.fromEntries(Object.entries(stringData).map(([key, text]) => [key, btoa(text)])),
    }))
    expect(secrets([...production, '--check', '-'], JSON.stringify({ kind: 'List', items })).status).toBe(0)
  })

  it('that is no YAML is refused with its line', () => {
    const broken = join(folder, 'broken.yaml')
    writeFileSync(broken, 'kind: Secret\nmetadata: {')
    expect(secrets([...production, '--check', broken]).stderr).toMatch(/broken\.yaml:2: /)
    expect(secrets([...production, '--check', join(folder, 'none.yaml')]).stderr).toContain('there is no such file')
  })
})

describe('a store of secrets', () => {
  it('is read by ExternalSecrets, which count as Secrets', () => {
    const { stdout } = secrets([...production, '--external-secret', 'vault'])
    expect(documentsIn<{ kind: string; spec: unknown }>(stdout)[0]).toMatchObject({
      kind: 'ExternalSecret',
      spec: {
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
        target: { name: 'slipway-api-keys' },
        data: [{ secretKey: 'ui', remoteRef: { key: 'team/slipway-api-keys', property: 'ui' } }],
      },
    })
    expect(secrets([...production, '--check', '-'], stdout).status).toBe(0)
  })
})
