import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Platform } from './platform.js'
import { eventually } from './wait.js'
import { wine } from './wine.js'

/** Tests of a release with the values of an environment. They build on each other, in the order of an installation. */
export const describeInstallation = (environment: 'local' | 'production'): void => {
  describe(`values/${environment}.yaml, installed`, () => installed(environment))
}

const installed = (environment: 'local' | 'production'): void => {
  let platform: Platform

  beforeAll(async () => {
    platform = await Platform.of('--values', `values/${environment}.yaml`)
  })
  afterAll(() => platform?.stop())

  describe('database', () => {
    it('starts with the rendered files as its user, and only its volumes are written', async () => {
      const { output } = await platform.start('database')
      expect(output()).toContain('database system is ready to accept connections')
    })

    it('has the memory that its limit allows, checksums, and summaries for incremental backups', async () => {
      await platform.task('database-roles')
      const setting = (name: string) => platform.sql('monitor', 'postgres', `SHOW ${name}`)[0]
      expect(setting('shared_buffers')).toBe(environment === 'production' ? '2GB' : '256MB')
      expect(setting('data_checksums')).toBe('on')
      expect(setting('summarize_wal')).toBe('on')
    })
  })

  describe('users and databases', () => {
    it('are made once and set right every time', async () => {
      const first = await platform.task('database-roles')
      const second = await platform.task('database-roles')
      expect([first.code, second.code], first.output + second.output).toEqual([0, 0])
    })

    it('may do what they need, and no more', () => {
      const may = (user: string, database: string, query: string) => {
        try {
          platform.sql(user, database, query)
          return true
        } catch {
          return false
        }
      }
      expect(may('app', 'slipway', 'CREATE TABLE mine ()')).toBe(false)
      expect(may('app', 'mlflow', 'SELECT 1')).toBe(false)
      expect(may('mlflow', 'slipway', 'SELECT 1')).toBe(false)
      expect(may('migrator', 'slipway', 'CREATE TABLE probe (); DROP TABLE probe')).toBe(true)
      expect(may('backup', 'slipway', 'SELECT pg_current_wal_lsn()')).toBe(true)
    })
  })

  describe('migrations', () => {
    it('make the tables, and a second run changes nothing', async () => {
      const first = await platform.task('migrate')
      expect(first.output).toContain('schema migrated from revision none')
      const second = await platform.task('migrate', { kind: 'CronJob' })
      expect(second.output).toContain('schema is up to date')
      expect([first.code, second.code]).toEqual([0, 0])
    })
  })

  describe('cache', () => {
    const ask = (...command: readonly string[]) =>
      platform.machine.call('redis-cli', '--no-auth-warning', ...command).trim()

    it('starts with the rendered file and users', async () => {
      await platform.start('cache')
      const { app = '', monitor = '' } = platform.release.data('Secret', platform.secretOf('cache'))
      expect(ask('--user', 'app', '--pass', app, 'SET', 'slipway:prediction:x', 'value')).toBe('OK')
      expect(ask('--user', 'monitor', '--pass', monitor, 'INFO', 'memory')).toContain('maxmemory_policy:allkeys-lru')
      const limit = environment === 'production' ? '805306368' : '100663296'
      expect(ask('--user', 'monitor', '--pass', monitor, 'INFO', 'memory')).toContain(`maxmemory:${limit}`)
    })

    it('lets nobody in without a password, and the API do no harm', () => {
      const { app = '' } = platform.release.data('Secret', platform.secretOf('cache'))
      expect(ask('GET', 'key')).toContain('NOPERM')
      expect(ask('--user', 'app', '--pass', app, 'FLUSHALL')).toContain('NOPERM')
      expect(ask('--user', 'app', '--pass', app, 'GET', 'others')).toContain('NOPERM')
    })
  })

  describe('MLflow', () => {
    const path = '/api/2.0/mlflow/registered-models/search'
    const admin = () => {
      const { admin: password } = platform.release.data('Secret', platform.secretOf('mlflow'))
      return ['--user', `admin:${password}`]
    }

    it('brings its tables up to date and starts', async () => {
      const upgrade = await platform.launch('mlflow', {
        command: [
          '/bin/sh',
          '/etc/slipway/with-secrets.sh',
          'mlflow',
          'db',
          'upgrade',
          'postgresql+psycopg2:///mlflow',
        ],
      }).finished
      expect(upgrade.code, upgrade.output).toBe(0)
      await platform.start('mlflow')
    })

    it('answers under its own names only, and only with a login', () => {
      expect(platform.get(5000, path).status).toBe(401)
      expect(platform.get(5000, path, ...admin()).status).toBe(200)
      const hosts = ['shop-slipway-mlflow:5000', 'shop-slipway-mlflow.team.svc.cluster.local:5000']
      for (const host of hosts)
        expect(platform.get(5000, path, ...admin(), '--header', `Host: ${host}`).status).toBe(200)
      expect(platform.get(5000, path, ...admin(), '--header', 'Host: rebound.example.com').status).toBe(403)
    })

    it('gets the first model, once', async () => {
      const first = await platform.task('first-model')
      expect(first.code, first.output).toBe(0)
      const second = await platform.task('first-model')
      expect(second.code, second.output).toBe(0)
      const { body } = platform.get(5000, path, ...admin())
      const [model] = (
        JSON.parse(body) as { registered_models: { name: string; aliases: unknown; latest_versions: unknown[] }[] }
      ).registered_models
      expect(model).toMatchObject({ name: 'wine', aliases: [{ alias: 'champion', version: '1' }] })
      expect(model?.latest_versions).toHaveLength(1)
    })

    it('removes what was deleted', async () => {
      const { code, output } = await platform.task('mlflow-gc', { kind: 'CronJob' })
      expect(code, output).toBe(0)
    })
  })

  describe('API', () => {
    const key = () =>
      environment === 'local'
        ? 'local-development-key'
        : (platform.release.data('Secret', 'slipway-ui-api-key')['api-key'] ?? '')
    const authorized = () => [
      '--header',
      `Authorization: Bearer ${key()}`,
      '--header',
      'Content-Type: application/json',
    ]

    it('serves the alias of that MLflow', async () => {
      await platform.start('api')
      const { status, body } = platform.get(8000, '/model', ...authorized())
      expect(status, body).toBe(200)
      expect(JSON.parse(body)).toMatchObject({ name: 'wine', version: '1' })
    })

    it('predicts for those who have a key, and keeps the prediction', async () => {
      expect(platform.get(8000, '/predict', '--data', wine).status).toBe(401)
      const { status, body } = platform.get(8000, '/predict', ...authorized(), '--data', wine)
      expect(status, body).toBe(200)
      const [{ id }] = (JSON.parse(body) as { predictions: [{ id: string }] }).predictions
      const kept = await eventually(() => {
        const answer = platform.get(8000, `/predictions/${id}`, ...authorized())
        expect(answer.status, answer.body).toBe(200)
        return answer.body
      })
      expect(JSON.parse(kept)).toMatchObject({ id, prediction: 'class_0' })
    })

    it('has its cache', () => {
      platform.get(8000, '/predict', ...authorized(), '--data', wine)
      expect(platform.get(9464, '/metrics').body).toMatch(/cache_requests_total\{[^}]*result="hit"[^}]*\} [1-9]/)
    })
  })
}
