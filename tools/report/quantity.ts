const units: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
}

/**
 * A Kubernetes quantity as a number of CPUs, bytes or things. Written apart from the chart's own arithmetic, so that
 * each checks the other.
 */
export const amountOf = (quantity: string | number | undefined): number => {
  const [, digits, unit] = /^([0-9.]+)([A-Za-z]*)$/.exec(String(quantity ?? 0)) ?? []
  const factor = units[unit ?? '?']
  if (digits === undefined || factor === undefined) throw new Error(`'${quantity}' is not a quantity.`)
  return Number(digits) * factor
}
