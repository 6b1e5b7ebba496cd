import { UserError } from '../../user-error.js'
import { firstLine } from '../machine/programs.js'

/** `undefined` instead of the error of an object that is not there. */
export const unlessMissing = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer
  } catch (error) {
    if (codeOf(error) === 404) return undefined
    throw error
  }
}

/** The HTTP status of an error of the API. */
export const codeOf = (error: unknown): number | undefined => (error as { code?: number }).code

/** What the API server said, without headers and other noise. */
export const problemOf = (error: unknown): string => {
  const { body, message } = error as { body?: unknown; message?: string }
  const status = typeof body === 'string' ? parsed(body) : body
  return (status as { message?: string } | undefined)?.message ?? firstLine(message ?? String(error))
}

/** An answer of the API server that is an error, as a message of one line; `undefined` for any other error. */
export const refusalOf = (error: unknown): UserError | undefined => {
  const { code, body } = error as { code?: unknown; body?: unknown }
  return typeof code === 'number' && body !== undefined ? new UserError(problemOf(error)) : undefined
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
