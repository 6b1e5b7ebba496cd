/** A Job's name ends in a hash of all that it is made of; without it the name is the same in every rendering. */
export const withoutRun = (kind: string, name: string): string =>
  kind === 'Job' ? name.replace(/-[0-9a-f]{6}$/, '') : name
