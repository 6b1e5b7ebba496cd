// biome-ignore lint/suspicious/noControlCharactersInRegex: tabs are the only control characters that may stay.
const control = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\ufeff]/

/** True for a text that may stand in a line of a YAML block as it is. */
export const fitsInLine = (text: string): boolean => !control.test(text)
