import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Platform } from './support/platform.js'
import { eventually } from './support/wait.js'
import { wine } from './support/wine.js'

// A small release without MLflow: the API serves the model of its image.
let platform: Platform

beforeAll(async () => {
  platform = await Platform.of('--values', 'values/local.yaml', '--set', 'mlflow.mode=none,api.shutdown.drainSeconds=5')
})
afterAll(() => platform?.stop())

const authorized = ['--header', 'X-API-Key: local-development-key', '--header', 'Content-Type: application/json']
const predict = () => platform.get(8000, '/predict', ...authorized, '--data', wine)

describe('a disk without room', () => {
  it('is named by the database, which does not start', async () => {
    const { code, output } = await platform.launch('database', { dataSize: '24m' }).finished
    expect(code).not.toBe(0)
    expect(output).toContain('No space left on device')
  })
})

describe('a wrong password', () => {
  it('is named by the Job that makes users, and not shown', async () => {
    await platform.start('database')
    const { code, output } = await platform.task('database-roles', {
      files: { 'passwords/postgres': 'not-the-password' },
    })
    expect(code).not.toBe(0)
    expect(output).toContain('password authentication failed for user "postgres"')
    expect(output).not.toContain('not-the-password')
  })

  it('of the API costs its log, not its predictions', async () => {
    await platform.task('database-roles')
    await platform.task('migrate')
    const api = await platform.start('api', { files: { 'database/app': 'not-the-password' } })
    expect(predict().status).toBe(200)
    await eventually(() => expect(api.output()).toContain('password authentication failed for user \\"app\\"'))
    expect(api.output()).not.toContain('not-the-password')
    expect((await api.stop('SIGTERM')).code).toBe(0)
  })

  it('never reaches the log of the server', async () => {
    const passwords = Object.values(platform.release.data('Secret', platform.secretOf('database')))
    const log = databaseLog()
    expect(log).toContain('FATAL:  password authentication failed')
    for (const password of passwords) expect(log).not.toContain(password)
  })
})

const databaseLog = () => platform.output('database')

describe('a database that is gone', () => {
  it('fails no prediction, and gets those made meanwhile when it is back', async () => {
    await platform.start('api')
    expect(predict().status).toBe(200)
    await platform.running('database')?.stop('SIGKILL')
    const { status, body } = predict()
    expect(status, body).toBe(200)
    const [{ id }] = (JSON.parse(body) as { predictions: [{ id: string }] }).predictions
    await platform.start('database')
    expect(databaseLog()).toContain('database system was not properly shut down; automatic recovery in progress')
    const query = `SELECT count(*) FROM predictions WHERE id = '${id}'`
    await eventually(() => expect(platform.sql('app', 'slipway', query)).toEqual(['1']))
  })

  it('ends in order and soon, with clients connected', async () => {
    const start = Date.now()
    const ended = await platform.running('database')?.stop('SIGINT')
    expect(ended?.code, ended?.output).toBe(0)
    expect(ended?.output).toContain('database system is shut down')
    expect(Date.now() - start).toBeLessThan(30_000)
  })
})
