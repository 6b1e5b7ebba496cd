/** Tries until nothing is thrown, and returns the result; gives up with the last error. */
export const eventually = async <T>(attempt: () => T | Promise<T>, seconds = 60): Promise<T> => {
  const deadline = Date.now() + 1000 * seconds
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
