import { releaseName } from './place.js'

const instanceLabel = 'app.kubernetes.io/instance'
export const componentLabel = 'app.kubernetes.io/component'

/** What the chart puts on all of its objects. */
export const ofTheRelease = `${instanceLabel}=${releaseName}`
