import { when } from '../../../helm/index.js'
import { componentContainer } from '../../kinds/container.js'
import { httpCheck, portCheck } from '../../kinds/probes.js'
import { apiKey, cookieSecret } from './secret.js'
import { configFile } from './streamlit-config.js'

/** Streamlit looks for its file in the home folder. */
const home = '/home/slipway'

export const uiContainer = componentContainer('ui', {
  env: { HOME: home },
  mounts: [
    { name: 'streamlit', mountPath: `${home}/.streamlit/${configFile}`, subPath: configFile, readOnly: true },
    when(cookieSecret.isUsed, { name: 'cookie-secret', mountPath: cookieSecret.folder, readOnly: true }),
    when(apiKey.isUsed, { name: 'api-key', mountPath: apiKey.folder, readOnly: true }),
  ],
  checks: {
    startup: httpCheck('/_stcore/health'),
    readiness: httpCheck('/_stcore/health'),
    liveness: portCheck,
  },
})
