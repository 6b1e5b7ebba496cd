import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { projectFolder } from '../../src/cli/project.js'
import { slipwayCommand } from '../support/slipway-command.js'

const folder = mkdtempSync(join(tmpdir(), 'slipway-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const slipway = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...slipwayCommand(), ...args], {
    cwd: projectFolder,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('help and usage', () => {
  it('explains every command', () => {
    const { status, stdout } = slipway('--help')
    expect(status).toBe(0)
    for (const command of ['build', 'render', 'images', 'explain']) expect(stdout).toContain(`\n  ${command} `)
  })

  it.each(['build', 'render', 'images', 'explain'])('explains %s', (command) => {
    const { status, stdout } = slipway(command, '--help')
    expect(status).toBe(0)
    expect(stdout).toContain(`Usage: slipway ${command}`)
  })

  it.each([
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['render', '--sett', 'a=1'], "unknown option '--sett'"],
    [['explain'], 'missing required argument'],
  ])('refuses %j', (args, message) => {
    const { status, stderr } = slipway(...args)
    expect(status).toBe(1)
    expect(stderr).toContain(message)
  })
})

describe('render', () => {
  it('prints the objects as YAML documents and the notes apart', () => {
    const { status, stdout, stderr } = slipway(
      'render',
      'shop',
      '-f',
      'values/production.yaml',
      '-n',
      'team',
      '--notes',
    )
    expect(status).toBe(0)
    const objects = parseAllDocuments(stdout, { version: '1.1' }).map((document) => document.toJS() as { kind: string })
    expect(objects.map(({ kind }) => kind)).toContain('HorizontalPodAutoscaler')
    expect(stdout).toContain('# Source: slipway/templates/api/deployment.yaml')
    expect(stdout).toContain('namespace: team')
    expect(stderr).toContain('slipway 0.1.0 is installed as shop in namespace team, profile production.')
  })

  it('takes --set and --set-string', () => {
    const { stdout } = slipway(
      'render',
      '--set',
      'api.autoscaling.enabled=false,api.replicas=7',
      '--set-string',
      'api.env.A=7',
    )
    expect(stdout).toContain('replicas: 7')
    expect(stdout).toContain('value: "7"')
  })

  it.each([
    ['a values file that is not there', ['-f', 'nowhere.yaml'], 'nowhere.yaml: there is no such values file'],
    ['broken YAML', ['-f', file('broken.yaml', 'a: 1\nb: [1,\nc: 2\n')], /broken\.yaml:\d+: /],
    ['a list as a values file', ['-f', file('list.yaml', '- 1\n')], 'list.yaml: a values file holds keys and values'],
    ['a broken --set', ['--set', 'api.replicas'], "'api.replicas' is no assignment"],
    ['an unknown key', ['--set', 'api.replica=2'], "api.replica: there is no such key; did you mean 'replicas'?"],
    ['a number out of range', ['--set', 'api.replicas=0'], 'api.replicas: must be >= 1, but is 0'],
    ['broken rules', ['--set', 'profile=production'], 'api.auth.existingSecret: is empty, but production needs'],
  ])('refuses %s with one message', (_name, args, message) => {
    const { status, stdout, stderr } = slipway('render', ...args)
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^slipway: /)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/^ {4}at /m)
  })

  it('names the TypeScript line of a broken rule', () => {
    expect(slipway('render', '--set', 'profile=production').stderr).toMatch(
      /\(src\/platform\/assertions\/images\.ts:\d+:\d+\)/,
    )
  })
})

describe('images', () => {
  it('lists each image once, sorted, with registry override and digest', () => {
    const { stdout } = slipway(
      'images',
      '-f',
      'values/production.yaml',
      '--set',
      'global.image.registry=mirror.example.com',
    )
    const lines = stdout.trim().split('\n')
    expect(lines).toHaveLength(8)
    expect(lines).toEqual([...lines].sort())
    for (const line of lines) expect(line).toMatch(/^mirror\.example\.com\/[a-z0-9/_-]+:[\w.-]+@sha256:[0-9a-f]{64}$/)
  })
})

describe('explain', () => {
  it('answers with the TypeScript line', () => {
    const message = 'template: slipway/templates/ui/deployment.yaml:12:14: executing "x" at <y>: wrong type'
    const { status, stdout } = slipway('explain', message)
    expect(status).toBe(0)
    expect(stdout).toMatch(/^src\/platform\/[\w/-]+\.ts:\d+:\d+( \(for src\/platform\/components\/ui\/index\.ts\))?: /)
  })

  it('says when there is nothing to explain', () => {
    const { status, stderr } = slipway('explain', 'connection refused')
    expect(status).toBe(1)
    expect(stderr).toContain('there is no position of the chart in this message')
  })
})

describe('build --check', () => {
  it('finds the committed chart up to date', () => {
    expect(slipway('build', '--check')).toMatchObject({ status: 0, stderr: '' })
  })
})
