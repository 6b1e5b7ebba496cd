import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { connectToPod, type Find } from '../../../src/cli/local/forward/connection.js'
import { portsMustBeFree } from '../../../src/cli/local/forward/control.js'
import type { Plan, Report, Running } from '../../../src/cli/local/forward/plan.js'
import { chooseTarget } from '../../../src/cli/local/forward/target.js'
import { projectFolder } from '../../../src/cli/project.js'
import { freePort } from '../../support/free-port.js'

describe('the pod behind a Service', () => {
  const endpoint = (name: string, conditions = {}) => ({ addresses: [], conditions, targetRef: { kind: 'Pod', name } })
  const slice = (...endpoints: ReturnType<typeof endpoint>[]) => ({
    ...{ addressType: 'IPv4', endpoints },
    ports: [
      { name: 'metrics', port: 9464 },
      { name: 'http', port: 8000 },
    ],
  })

  it('is a ready one, with the number of the named port', () => {
    const slices = [slice(endpoint('a', { ready: false })), slice(endpoint('b', { ready: true }))]
    expect(chooseTarget(slices, 'http', undefined)).toEqual({ pod: 'b', port: 8000 })
  })

  it('stays the same while it is ready', () => {
    expect(chooseTarget([slice(endpoint('a'), endpoint('b'))], 'http', 'b')?.pod).toBe('b')
    expect(chooseTarget([slice(endpoint('a'), endpoint('b', { ready: false }))], 'http', 'b')?.pod).toBe('a')
    expect(chooseTarget([slice(endpoint('a'), endpoint('b', { terminating: true }))], 'http', 'b')?.pod).toBe('a')
  })

  it('may be missing', () => {
    expect(chooseTarget([], 'http', undefined)).toBeUndefined()
    expect(chooseTarget([slice(endpoint('a'))], 'grpc', undefined)).toBeUndefined()
  })
})

/** Opens a server whose connections are handed to `handle`, and a client of it. */
const connected = async (handle: (socket: Socket) => void): Promise<{ client: Socket; server: Server }> => {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, client: connect((server.address() as AddressInfo).port, '127.0.0.1') }
}

const textOf = async (socket: Socket): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

describe('a connection', () => {
  const found: Find = async () => ({ pod: 'a', port: 8000 })

  /** Plays the API server: `answer` writes what the pod says. */
  const podThat = (answer: (input: Readable, output: Writable, errors: Writable, close: () => void) => void) => {
    const listeners: (() => void)[] = []
    const stream = { on: (_event: 'close', listener: () => void) => listeners.push(listener), ...idle }
    const close = () => {
      for (const listener of listeners) listener()
    }
    return {
      portForward: vi.fn(async (_namespace: string, _pod: string, _ports: number[], output, errors, input) => {
        setImmediate(() => answer(input, output, errors as Writable, close))
        return stream as never
      }),
    }
  }
  const idle = { pause: vi.fn(), resume: vi.fn(), close: vi.fn() }

  it('brings both directions to the pod, and ends with it', async () => {
    const forward = podThat((input, output, _errors, close) => {
      input.once('data', (chunk: Buffer) => {
        output.write(`you said ${chunk}`)
        close()
      })
    })
    const { client, server } = await connected((socket) => connectToPod(socket, found, forward, 'trial'))
    client.write('hello')
    expect(await textOf(client)).toBe('you said hello')
    expect(forward.portForward.mock.calls[0]?.slice(0, 3)).toEqual(['trial', 'a', [8000]])
    server.close()
  })

  it('waits until a pod is ready', async () => {
    let asked = 0
    const find: Find = async () => {
      asked += 1
      if (asked === 1) throw new Error('the API server is away')
      return asked < 4 ? undefined : { pod: 'a', port: 8000 }
    }
    const forward = podThat((_input, output, _errors, close) => {
      output.write('ready')
      close()
    })
    const { client, server } = await connected((socket) => connectToPod(socket, find, forward, 'trial'))
    expect(await textOf(client)).toBe('ready')
    server.close()
  })

  it('is closed when the pod refuses it, but not by the empty message before', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
    const forward = podThat((_input, output, errors) => {
      errors.write(Buffer.alloc(0))
      output.write('so far')
      setTimeout(() => errors.write('connection refused'), 50)
    })
    const { client, server } = await connected((socket) => connectToPod(socket, found, forward, 'trial'))
    expect(await textOf(client).catch(() => 'reset')).toMatch(/^(so far|reset)$/)
    expect(complaint).toHaveBeenCalledWith('a:8000: connection refused')
    complaint.mockRestore()
    server.close()
  })

  it('stops the pod while the client takes nothing', async () => {
    const forward = podThat((_input, output, _errors, close) => {
      for (let count = 0; count < 64; count++) output.write(Buffer.alloc(1024 * 1024))
      close()
    })
    const { client, server } = await connected((socket) => connectToPod(socket, found, forward, 'trial'))
    await vi.waitFor(() => expect(idle.pause).toHaveBeenCalled(), 5000)
    expect((await textOf(client)).length).toBe(64 * 1024 * 1024)
    expect(idle.resume).toHaveBeenCalled()
    server.close()
  })
})

describe('a port of this machine', () => {
  it('that is taken is refused with the flag for another', async () => {
    const { client, server } = await connected((socket) => socket.end())
    const { port: localPort } = server.address() as AddressInfo
    await expect(portsMustBeFree([{ component: 'ui', localPort }])).rejects.toThrow(
      `port ${localPort} of this machine is taken by another program: choose another for ui, for example --port ui=`,
    )
    client.destroy()
    await new Promise((resolve) => server.close(resolve))
    await expect(portsMustBeFree([{ component: 'ui', localPort }])).resolves.toBeUndefined()
  })
})

describe('the process that forwards ports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-forward-'))
  const kubeconfig = join(folder, 'kubeconfig')
  const written = join(folder, 'local/forwards.json')
  const children: ChildProcess[] = []

  beforeAll(() => {
    const cluster = { name: 'c', cluster: { server: 'https://127.0.0.1:1' } }
    const context = { name: 'x', context: { cluster: 'c', user: 'u' } }
    const user = { name: 'u', user: {} }
    const config = { clusters: [cluster], contexts: [context], users: [user], 'current-context': 'x' }
    writeFileSync(kubeconfig, JSON.stringify(config))
    return () => rmSync(folder, { recursive: true })
  })
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    rmSync(written, { force: true })
  })

  const start = (): ChildProcess => {
    const program = join(projectFolder, 'src/cli/local/forward/process.ts')
    const child = spawn(process.execPath, ['--import', 'tsx', program], {
      cwd: projectFolder,
      env: { ...process.env, SLIPWAY_CACHE: folder },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    children.push(child)
    return child
  }

  const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve))

  const planFor = (localPort: number): Plan => ({
    access: { kubeconfig },
    fingerprint: '',
    namespace: 'trial',
    forwards: [{ component: 'api', localPort, service: 'slipway-api', port: 'http' }],
  })

  const carryOut = (child: ChildProcess, plan: Plan): Promise<Report> =>
    new Promise((resolve) => {
      child.once('message', (report: Report) => resolve(report))
      child.send(plan)
    })

  it('opens its ports, writes down who it is, and goes on alone', async () => {
    const port = await freePort()
    const child = start()
    expect(await carryOut(child, planFor(port))).toEqual({ isListening: true })
    const running = JSON.parse(readFileSync(written, 'utf8')) as Running
    expect(running).toMatchObject({ pid: child.pid, plan: planFor(port) })
    expect(readFileSync(`/proc/${child.pid}/cmdline`, 'utf8')).toContain(running.program)
    child.disconnect()
    const client = connect(port, '127.0.0.1')
    await new Promise<void>((resolve) => client.once('connect', resolve))
    client.destroy()
    expect(child.exitCode).toBeNull()
    const end = ended(child)
    child.kill('SIGTERM')
    await end
  })

  it('says which port is taken, and ends', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const child = start()
    const end = ended(child)
    const plan = planFor((server.address() as AddressInfo).port)
    expect(await carryOut(child, plan)).toEqual({ taken: plan.forwards[0], code: 'EADDRINUSE' })
    expect(await end).toBe(1)
    expect(existsSync(written)).toBe(false)
    server.close()
  })

  it('ends when nobody is left to give it a plan', async () => {
    const child = start()
    const end = ended(child)
    child.disconnect()
    expect(await end).toBeTypeOf('number')
  })
})
