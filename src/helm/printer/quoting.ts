/** Characters that YAML or Go would not take as they are, although JSON does. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffd-\uffff]/g

const escapeUnprintable = (json: string): string =>
  json.replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** A constant inside a template action: `"a \"b\""`, `7` or `true`. */
export const goLiteral = (value: string | number | boolean): string => escapeUnprintable(JSON.stringify(value))

/** A constant in YAML: plain where every YAML version reads the same string, double-quoted otherwise. */
export const yamlString = (text: string): string =>
  isPlain(text) ? text : escapeDelimiters(escapeUnprintable(JSON.stringify(text)))

/** A constant key in YAML. */
export const yamlKey = yamlString

/** Literal text outside actions: `{{` would start an action. */
export const escapeDelimiters = (text: string): string => text.replaceAll('{{', '{{ "{{" }}')

/** Literal text right before an action: a brace at its end would become part of the delimiter. */
export const escapeBeforeAction = (text: string): string => escapeDelimiters(text).replace(/\{$/, '{{ "{" }}')

/** Words that YAML 1.1 or 1.2 reads as something else than a string. */
const reserved = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf'])

/** Starts with a letter or slash, so it is no number, date, tag, anchor or alias; no `: ` and no ` #` can occur. */
const isPlain = (text: string): boolean => /^[A-Za-z/][A-Za-z0-9_./-]*$/.test(text) && !reserved.has(text.toLowerCase())
