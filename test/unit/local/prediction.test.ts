import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { predictOnce } from '../../../src/cli/local/up/prediction.js'

const row = { alcohol: 13.05 }
const description = { components: { schemas: { Row: { example: row } } } }
const predicted = { model: { name: 'wine', version: '1' }, predictions: [{ id: 'x', prediction: 'class_1' }] }

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

/** Asks an API that has this description, and takes this key. */
const askApi = async (described: unknown, key: string): Promise<string> => {
  const server = createServer(async (request, response) => {
    const isAllowed = request.headers['x-api-key'] === 'right'
    const body = await bodyOf(request)
    if (request.url === '/openapi.json' && described !== undefined) response.end(JSON.stringify(described))
    else if (request.url !== '/predict') response.writeHead(404).end()
    else if (!isAllowed) response.writeHead(401).end('{"detail": "no such key"}')
    else if (body === JSON.stringify({ row })) response.end(JSON.stringify(predicted))
    else response.writeHead(422).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await predictOnce(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, key)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

describe('one prediction', () => {
  it('is made of the row that the API itself shows', async () => {
    expect(await askApi(description, 'right')).toBe('predicted class_1 with version 1 of model wine')
  })

  it('that is refused shows the answer', async () => {
    await expect(askApi(description, 'wrong')).rejects.toThrow(/\/predict answered 401: {"detail": "no such key"}/)
  })

  it.each([
    ['no description', undefined],
    ['a description without a row', {}],
  ])('is not asked of an API with %s', async (_what, described) => {
    expect(await askApi(described, 'right')).toBe('its description has no row to predict')
  })

  it('of an API that is away is an error of one line', async () => {
    await expect(predictOnce('http://127.0.0.1:9', 'right')).rejects.toThrow('GET http://127.0.0.1:9/openapi.json: ')
  })
})
