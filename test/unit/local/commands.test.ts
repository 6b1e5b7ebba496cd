import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../../src/cli/project.js'
import { slipwayCommand } from '../../support/slipway-command.js'

const folder = mkdtempSync(join(tmpdir(), 'slipway-local-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The user's kubeconfig, with a cluster that nobody answers for. */
const kubeconfig = join(folder, 'kubeconfig')
writeFileSync(
  kubeconfig,
  JSON.stringify({
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: {} }],
    contexts: [{ name: 'sandbox', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'sandbox',
  }),
)

const slipwayWith = (environment: NodeJS.ProcessEnv, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...slipwayCommand(), ...args], {
    cwd: projectFolder,
    encoding: 'utf8',
    env: { ...process.env, CONTEXT: '', KUBECONFIG: kubeconfig, SLIPWAY_CACHE: join(folder, 'cache'), ...environment },
  })
  return { status, stdout, stderr }
}

const slipway = (...args: readonly string[]) => slipwayWith({}, ...args)

describe('help', () => {
  it.each(['up', 'down', 'status', 'logs'])('explains %s, with examples', (command) => {
    const { status, stdout } = slipway(command, '--help')
    expect(status).toBe(0)
    expect(stdout).toContain(`Usage: slipway ${command}`)
    expect(stdout).toMatch(/Examples:\n {2}npx slipway/)
  })
})

describe('without anything up', () => {
  it('down has nothing to do', () => {
    expect(slipway('down')).toEqual({ status: 0, stdout: 'nothing is up\n', stderr: '' })
  })

  it.each(['status', 'logs'])('%s says how to start', (command) => {
    const { status, stderr } = slipway(command)
    expect(status).toBe(1)
    expect(stderr).toBe('slipway: nothing is up: npx slipway up starts it; --context NAME looks at another cluster\n')
  })
})

describe('bad input is refused before anything is made', () => {
  it.each([
    [['up', '--cluster', 'minikube'], 'Allowed choices are kind, built-in'],
    [['up', '--nodes', '0'], 'for example --nodes 3'],
    [['up', '--timeout', '10'], 'for example --timeout 15m'],
    [['up', '--port', 'database=1'], 'for example --port api=18000'],
    [['up', '-f', 'nowhere.yaml'], 'nowhere.yaml: there is no such values file'],
    [['up', '--set', 'api.replica=2'], "there is no such key; did you mean 'replicas'?"],
    [['up', '--cluster', 'kind', '--context', 'sandbox'], 'exclude each other'],
    [['up', '--context', 'production'], `there is no context production in ${kubeconfig}; it has sandbox`],
    [['up', '--context', 'sandbox', '--yes'], 'https://127.0.0.1:1 does not answer'],
    [['logs', 'apis'], 'there is no component apis; there are api, ui'],
    [['logs', '--follow', '--previous'], 'exclude each other'],
  ])('%j', (args, message) => {
    const { status, stdout, stderr } = slipway(...args)
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/^ {4}at /m)
    expect(existsSync(join(folder, 'cache'))).toBe(false)
  })

  it('the variable CONTEXT counts like the flag', () => {
    expect(slipwayWith({ CONTEXT: 'production' }, 'up').stderr).toContain('there is no context production')
  })

  it('a context without any kubeconfig', () => {
    const { stderr } = slipwayWith({ KUBECONFIG: '', HOME: folder }, 'up', '--context', 'sandbox')
    expect(stderr).toBe(
      `slipway: there is no kubeconfig: KUBECONFIG is not set, and ${folder}/.kube/config is missing\n`,
    )
  })

  it('a cluster that this machine cannot make', () => {
    // Without a PATH there is no Docker.
    const { status, stderr } = slipwayWith({ PATH: '' }, 'up', '--cluster', 'kind')
    expect(status).toBe(1)
    expect(stderr).toContain('the kind cluster is not possible here: Docker does not answer (it is not installed)')
  })
})

describe('the Kubernetes client', () => {
  it('is loaded by no other command', () => {
    const seen = new Set<string>()
    const outside = new Set<string>()
    const visit = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'$/gms)
      for (const [, target = ''] of imports) {
        if (target.startsWith('.')) visit(join(dirname(file), target.replace(/\.js$/, '.ts')))
        else outside.add(target)
      }
    }
    visit(join(projectFolder, 'src/cli.ts'))
    expect([...seen]).toContain(join(projectFolder, 'src/cli/local/index.ts'))
    expect([...outside]).toContain('commander')
    expect([...outside]).not.toContain('@kubernetes/client-node')
  })
})

describe('an installed package', () => {
  it('says what its commands need, and how to install the chart', () => {
    const installed = join(folder, 'installed')
    mkdirSync(installed)
    for (const part of ['bin', 'dist', 'package.json']) {
      cpSync(join(projectFolder, part), join(installed, part), { recursive: true })
    }
    symlinkSync(join(projectFolder, 'node_modules'), join(installed, 'node_modules'))
    for (const command of ['up', 'down', 'status', 'logs']) {
      const { status, stderr } = spawnSync(process.execPath, [join(installed, 'bin/slipway.js'), command], {
        encoding: 'utf8',
      })
      expect(status).toBe(1)
      expect(stderr).toMatch(/^slipway: this command works in a checkout of slipway.*helm install slipway .*chart -f/)
    }
  })
})
