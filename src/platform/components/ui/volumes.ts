import { nameOf } from '../../kinds/names.js'
import type { Volumes } from '../../kinds/volume.js'
import { apiKey, cookieSecret } from './secret.js'
import { configFile } from './streamlit-config.js'

/** Streamlit looks for its file in the home folder. */
export const home = '/app'

export const uiVolumes: Volumes = {
  streamlit: {
    source: { configMap: { name: nameOf('ui', 'streamlit') } },
    mountPath: `${home}/.streamlit/${configFile}`,
    subPath: configFile,
  },
  'cookie-secret': {
    source: { secret: { secretName: cookieSecret.secretName } },
    mountPath: cookieSecret.folder,
    exists: cookieSecret.isUsed,
  },
  'api-key': {
    source: { secret: { secretName: apiKey.secretName } },
    mountPath: apiKey.folder,
    exists: apiKey.isUsed,
  },
}
