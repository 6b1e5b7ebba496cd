import { UserError } from '../../user-error.js'

const answerSeconds = 20

interface Description {
  readonly components?: { readonly schemas?: { readonly Row?: { readonly example?: unknown } } }
}

interface Predicted {
  readonly model: { readonly name: string; readonly version: string }
  readonly predictions: readonly { readonly prediction: unknown }[]
}

/**
 * Asks the API for a prediction of the row that its own description shows, and returns what it said in a few words.
 * An API of somebody's own may describe itself without a row; then there is nothing to ask.
 *
 * @throws UserError with the answer when it is none
 */
export const predictOnce = async (url: string, apiKey: string): Promise<string> => {
  const row = await exampleRow(url)
  if (row === undefined) return 'its description has no row to predict'
  const response = await request(`${url}/predict`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-API-Key': apiKey },
    body: JSON.stringify({ row }),
  })
  const text = await response.text()
  if (!response.ok) throw new UserError(`POST ${url}/predict answered ${response.status}: ${text}`)
  const { model, predictions } = JSON.parse(text) as Predicted
  return `predicted ${predictions[0]?.prediction} with version ${model.version} of model ${model.name}`
}

const exampleRow = async (url: string): Promise<unknown> => {
  const response = await request(`${url}/openapi.json`)
  if (!response.ok) return undefined
  const description = (await response.json().catch(() => ({}))) as Description
  return description.components?.schemas?.Row?.example
}

const request = async (url: string, init: RequestInit = {}): Promise<Response> => {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(1000 * answerSeconds) })
  } catch (error) {
    const { message, cause } = error as { message: string; cause?: Error }
    throw new UserError(`${init.method ?? 'GET'} ${url}: ${cause?.message ?? message}`)
  }
}
