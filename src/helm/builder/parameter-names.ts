/**
 * The names of a callback's parameters, so that a reader of the chart meets the same names as a reader of the TypeScript.
 * A parameter that is no plain name (a pattern, or none at all) gives nothing, and the caller's default counts.
 */
export const parameterNames = (callback: (...args: never[]) => unknown): readonly (string | undefined)[] => {
  const [, listed, single] = /^(?:function\s*\w*)?\s*(?:\(([^)]*)\)|([\w$]+)\s*=>)/.exec(callback.toString()) ?? []
  return (listed ?? single ?? '')
    .split(',')
    .map((parameter) => /^_?([A-Za-z][A-Za-z0-9]*)$/.exec(parameter.trim())?.[1])
}
