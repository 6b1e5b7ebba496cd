/** How somebody runs `up` again on the same cluster: one that exists has to be named each time. */
export const upAgain = (context: string | undefined): string =>
  context === undefined ? 'npx slipway up' : `npx slipway up --context ${context}`

/** What there is to do after a failure. */
export const goesOn = (context: string | undefined): string =>
  `\`${upAgain(context)}\` goes on from here, \`npx slipway down\` removes everything.`
