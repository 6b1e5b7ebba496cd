/**
 * The seed of random tests: another one in each run, printed when a test fails. `SEED=1234 npx vitest run …` repeats a
 * run.
 */
export const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
