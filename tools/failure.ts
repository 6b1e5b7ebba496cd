/** Something went wrong that the reader can act on: its message is shown alone, without a stack. */
export class Failure extends Error {}
