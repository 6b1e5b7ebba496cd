import { quantities } from '../../helm/index.js'

/** Quantities of Kubernetes as integers: thousandths of a CPU, bytes. */
export const { cpuMillis, bytes } = quantities('slipway')

export const quantityHelpers = [cpuMillis, bytes]
