/** What Go's templates read as something else, at least people: https://pkg.go.dev/text/template. */
const keywords = new Set([
  ...['block', 'break', 'continue', 'define', 'else', 'end', 'if', 'nil', 'range', 'template', 'with', 'true', 'false'],
  // `$` itself, in the words of charts: helpers get it under this name.
  'root',
])

/** The name of a variable, of what a loop goes through, of a helper's parameter: an identifier of Go, in ASCII. */
export const variableNameProblem = (name: string): string | undefined => {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) {
    return `the name '${name}' must be letters, digits and '_', and start with a letter`
  }
  return keywords.has(name) ? `the name '${name}' means something in templates already` : undefined
}
