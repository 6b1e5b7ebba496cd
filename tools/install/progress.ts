const heartbeat = 15_000

export const say = (name: string, text: string): void => console.log(`${name}: ${text}`)

/** Says that something long has started, that it goes on, and that it is done. */
export async function withProgress(
  name: string,
  start: string,
  verb: string,
  work: () => Promise<void>,
): Promise<void> {
  const began = performance.now()
  const elapsed = (): string => `${Math.round((performance.now() - began) / 1000)} s`
  say(name, start)
  const timer = setInterval(() => say(name, `still ${verb}, ${elapsed()}`), heartbeat)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  say(name, `ready after ${elapsed()}`)
}
