const heartbeatSeconds = 15
/** Of what a program printed; what a command says itself is always shown whole. */
const longest = 160

/** Progress goes to standard error, so that standard output holds the result alone. */
export const say = (name: string, text: string): void => console.error(`${name}: ${text}`)

/** What a step tells while it works. What is `quiet` is shown only with the next sign of life. */
export type Tell = (text: string, how?: 'quiet') => void

/** How long something took or lasts, for people. */
export const seconds = (milliseconds: number): string => {
  const whole = Math.round(milliseconds / 1000)
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/**
 * Does one step of a command: says that it starts, that it goes on when nothing was said for a while, and how long it
 * took. `end` says what came out of it.
 */
export const step = async <T>(
  name: string,
  start: string,
  work: (tell: Tell) => Promise<T>,
  end: (result: T) => string,
): Promise<T> => {
  const began = performance.now()
  const elapsed = (): string => seconds(performance.now() - began)
  let last = ''
  const heartbeat = () => say(name, `still at it after ${elapsed()}${last === '' ? '' : `: ${last.slice(0, longest)}`}`)
  let timer = setInterval(heartbeat, heartbeatSeconds * 1000)
  const tell: Tell = (text, how) => {
    last = text
    if (how === 'quiet') return
    say(name, text)
    clearInterval(timer)
    timer = setInterval(heartbeat, heartbeatSeconds * 1000)
  }
  say(name, start)
  try {
    const result = await work(tell)
    say(name, `${end(result)} after ${elapsed()}`)
    return result
  } finally {
    clearInterval(timer)
  }
}
