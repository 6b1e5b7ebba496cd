import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Running } from '../../src/cli/local/forward/plan.js'
import { projectFolder } from '../../src/cli/project.js'
import { places } from '../cluster/places.js'
import { freePort } from '../support/free-port.js'

/**
 * The commands `up`, `status`, `logs` and `down` as somebody types them, on the built-in cluster. To them it is an
 * existing one, of which they use one namespace, so that they never take it away from other tests.
 */
const namespace = 'e2e-commands'
const context = 'slipway'

const cache = mkdtempSync(join(tmpdir(), 'slipway-commands-'))
const config = new KubeConfig()
config.loadFromFile(places.kubeconfig)
const core = config.makeApiClient(CoreV1Api)

/** Free ports, so that a release that is up beside the tests is not in the way. */
const ports = { api: 0, ui: 0, mlflow: 0 }

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  readonly seconds: number
}

const slipway = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const began = performance.now()
    const child = spawn(process.execPath, [join(projectFolder, 'bin/slipway.js'), ...args], {
      cwd: projectFolder,
      env: { ...process.env, CONTEXT: '', KUBECONFIG: places.kubeconfig, SLIPWAY_CACHE: cache },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
      let text = ''
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      return () => text
    }) as [() => string, () => string]
    child.once('close', (status) => {
      resolve({ status, stdout: stdout(), stderr: stderr(), seconds: (performance.now() - began) / 1000 })
    })
  })

const up = (...more: readonly string[]): Promise<Ended> => {
  const where = ['--context', context, '--namespace', namespace, '--yes']
  const flags = Object.entries(ports).flatMap(([component, port]) => ['--port', `${component}=${port}`])
  return slipway('up', ...where, ...flags, '--set', 'global.image.registry=slipway.local', ...more)
}

const forwards = (): Running => JSON.parse(readFileSync(join(cache, 'local/forwards.json'), 'utf8')) as Running

beforeAll(async () => {
  for (const component of Object.keys(ports) as (keyof typeof ports)[]) ports[component] = await freePort()
})

afterAll(async () => {
  await slipway('down', '--yes')
  rmSync(cache, { recursive: true, force: true })
})

describe('up', () => {
  it('installs the chart, asks for a prediction and prints where everything is', async () => {
    const { status, stdout, stderr } = await up()
    expect(stderr).toContain('prediction: predicted class_')
    expect(status).toBe(0)
    expect(stdout).toContain(`slipway is up on the existing cluster of context ${context}, in namespace ${namespace}.`)
    expect(stdout).toContain(`http://localhost:${ports.api}  key local-development-key`)
    expect(stdout).toContain(`http://localhost:${ports.mlflow}  user admin, password`)
  })

  it('makes a namespace of the strictest kind, and marks it as its own', async () => {
    const { metadata } = await core.readNamespace({ name: namespace })
    expect(metadata?.labels).toMatchObject({
      'app.kubernetes.io/managed-by': 'slipway-up',
      'pod-security.kubernetes.io/enforce': 'restricted',
    })
  })

  it('goes on with what is there the second time, in less than a minute', async () => {
    const { pid } = forwards()
    const { status, seconds } = await up()
    expect(status).toBe(0)
    expect(seconds).toBeLessThan(60)
    expect(forwards().pid).toBe(pid)
  })
})

describe('the forwarded ports', () => {
  it('answer for the user interface, and for what it loads', async () => {
    const page = await fetch(`http://localhost:${ports.ui}/`)
    expect(await page.text()).toContain('<html')
  })

  it('go on to the next pod when one is deleted', async () => {
    const labelSelector = 'app.kubernetes.io/component=ui'
    const { items } = await core.listNamespacedPod({ namespace, labelSelector })
    await core.deleteNamespacedPod({ namespace, name: items[0]?.metadata?.name ?? '' })
    const end = Date.now() + 20_000
    while (Date.now() < end) {
      // A connection waits for the next pod, so no request fails.
      const { status } = await fetch(`http://localhost:${ports.ui}/_stcore/health`, {
        headers: { connection: 'close' },
      })
      expect(status).toBe(200)
    }
  })
})

describe('status', () => {
  it('shows every workload and address, and succeeds when all is well', async () => {
    const { status, stdout } = await slipway('status')
    for (const component of ['api', 'ui', 'cache', 'mlflow']) {
      expect(stdout).toMatch(new RegExp(`^${component} +Deployment +1/1 `, 'm'))
    }
    expect(stdout).toMatch(/^database +StatefulSet +1\/1 /m)
    expect(stdout).toMatch(/^first-model +Job +done /m)
    expect(stdout).toMatch(/^API +http:\S+ +answers \(\/readyz\)$/m)
    expect(status).toBe(0)
  })
})

describe('logs', () => {
  it('of a component are its own', async () => {
    const { status, stdout } = await slipway('logs', 'migrate')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^migrate-\w+ \| .*schema is up to date/m)
    expect(stdout).not.toContain('api-')
  })

  it('of all have a line of each', async () => {
    const { stdout } = await slipway('logs', '--tail', '1')
    for (const component of ['api', 'ui', 'database', 'cache', 'mlflow', 'database-roles', 'migrate', 'first-model']) {
      expect(stdout).toMatch(new RegExp(`^${component}-`, 'm'))
    }
  })
})

describe('a release that does not come up', () => {
  it('is explained by the last lines of the container that crashed', async () => {
    const { status, stdout, stderr } = await up(
      '--timeout',
      '40s',
      '--set-string',
      'api.env.SLIPWAY_HTTP_PORT=nonsense',
    )
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/slipway: api is not ready( after 40 s)? \(0\/1: .*exit code 2/)
    expect(stderr).toMatch(/The last lines of container api of pod \S+:\n {4}SLIPWAY_HTTP_PORT: Input should be/)
    expect(stderr).toContain('More: npx slipway logs api --previous; npx slipway status')
  })

  it('shows in status, which fails then', async () => {
    const { status, stdout } = await slipway('status')
    expect(status).toBe(1)
    expect(stdout).toMatch(/^api +Deployment +0\/1 .*exit code 2/m)
  })

  it('is mended by the next run', async () => {
    expect((await up()).status).toBe(0)
  })
})

describe('down', () => {
  it('asks before it changes a cluster of others', async () => {
    const { status, stderr } = await slipway('down')
    expect(status).toBe(1)
    expect(stderr).toContain('This is a cluster that slipway did not make:')
    expect(stderr).toContain('--yes has to say that this is wanted')
  })

  it('removes the release, the namespace that it made, and the forwarded ports', async () => {
    const { status, stdout } = await slipway('down', '--yes')
    expect(status).toBe(0)
    expect(stdout).toBe(`removed: release slipway, namespace ${namespace} with its volumes, the forwarded ports\n`)
    await expect(core.readNamespace({ name: namespace })).rejects.toMatchObject({ code: 404 })
    await expect(fetch(`http://localhost:${ports.api}/livez`)).rejects.toThrow('fetch failed')
    expect(readdirSync(cache)).toEqual([])
  })

  it('is fine when nothing is up', async () => {
    expect(await slipway('down')).toMatchObject({ status: 0, stdout: 'nothing is up\n' })
  })
})
