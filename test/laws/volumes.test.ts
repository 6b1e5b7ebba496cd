import { containerOf, proves, set } from './prove.js'
import {
  emptyFoldersHaveLimits,
  filesOfVariablesAreMounted,
  foldersOfVariablesAreMounted,
  mountedFilesExist,
  mountsHaveVolumes,
  volumesAreMounted,
} from './volumes.js'

const volumes = ['spec', 'template', 'spec', 'volumes']
const mounts = [...containerOf.Deployment, 'volumeMounts']

proves(mountsHaveVolumes, {
  'api mounts the volume data': set('Deployment/api', [...mounts, 0], { name: 'data', mountPath: '/data' }),
})

proves(volumesAreMounted, {
  'mounts the volume cache nowhere': set('Deployment/api', [...volumes, 0, 'name'], 'cache'),
})

proves(emptyFoldersHaveLimits, {
  'has the volume tmp without a size limit': set('Deployment/api', [...volumes, 0, 'emptyDir'], {}),
})

proves(mountedFilesExist, {
  'ui mounts config.toml, which ConfigMap/shop-slipway-ui-streamlit': set('ConfigMap/ui-streamlit', ['data'], {
    'other.toml': '',
  }),
})

proves(filesOfVariablesAreMounted, {
  'but nothing is mounted there': set('ConfigMap/ui', ['data', 'SLIPWAY_COOKIE_SECRET_FILE'], '/etc/keys/secret'),
})

proves(
  filesOfVariablesAreMounted,
  {
    'but Secret/shop-slipway-ui has only other': set('Secret/ui', ['stringData'], { other: '' }),
  },
  { profile: 'development', ui: { session: { existingSecret: '', cookieSecret: 'x'.repeat(32) } } },
)

proves(foldersOfVariablesAreMounted, {
  'but nothing is mounted there': set('ConfigMap/api', ['data', 'SLIPWAY_API_KEYS_FOLDER'], '/etc/keys'),
})
