import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { addressesWith, silenceOf } from '../../../src/cli/local/forward/addresses.js'
import { edges } from '../../../src/platform/topology.js'

describe('the addresses', () => {
  it('are those of the topology', () => {
    expect(addressesWith({}).map(({ component, url }) => [component, url])).toEqual([
      ['api', 'http://localhost:8000'],
      ['ui', 'http://localhost:8501'],
      ['mlflow', 'http://localhost:5000'],
    ])
  })

  it('hold everything that people reach through a gateway', () => {
    const reached = edges.filter(({ from }) => from === 'gateway').map(({ to }) => to)
    expect(addressesWith({}).map(({ component }) => component)).toEqual(expect.arrayContaining(reached))
  })

  it('have no port twice', () => {
    const ports = addressesWith({}).map(({ localPort }) => localPort)
    expect(new Set(ports).size).toBe(ports.length)
  })

  it('take other ports', () => {
    expect(addressesWith({ ui: 18501 }).find(({ component }) => component === 'ui')).toMatchObject({
      localPort: 18501,
      url: 'http://localhost:18501',
    })
  })
})

describe('an address', () => {
  /** Asks a server that answers with this status; without one it is closed before. */
  const askServer = async (status?: number): Promise<string | undefined> => {
    const server = createServer((_request, response) => response.writeHead(status ?? 200).end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const close = () => new Promise((resolve) => server.close(resolve))
    if (status === undefined) await close()
    const [address] = addressesWith({ api: port })
    const silence = address === undefined ? 'no address' : await silenceOf(address)
    if (status !== undefined) await close()
    return silence
  }

  it('that is well answers', async () => {
    expect(await askServer(200)).toBeUndefined()
  })

  it('that is not says how it answers', async () => {
    expect(await askServer(503)).toBe('/readyz answers 503')
  })

  it('where nobody listens says so', async () => {
    expect(await askServer()).toBe('nobody listens')
  })
})
