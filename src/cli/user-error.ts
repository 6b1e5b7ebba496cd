/** A mistake of the person at the keyboard: shown as one message, without a stack. */
export class UserError extends Error {
  override readonly name = 'UserError'
}
