import { databasePasswords } from './passwords.js'
import { containerOf, podOf, proves, set } from './prove.js'
import {
  emptyFoldersHaveLimits,
  foldersInMemoryFit,
  itemsExist,
  mountedFilesExist,
  mountsHaveVolumes,
  volumesAreMounted,
} from './volumes.js'

const volumes = ['spec', 'template', 'spec', 'volumes']
const mounts = [...containerOf.Deployment, 'volumeMounts']

proves(mountsHaveVolumes, {
  'database mounts the volume data': set(
    'StatefulSet/database',
    ['spec', 'volumeClaimTemplates', 0, 'metadata', 'name'],
    'files',
  ),
  'exporter mounts the volume data': set(
    'StatefulSet/database',
    [...podOf.StatefulSet, 'initContainers', 0, 'volumeMounts', 0],
    { name: 'data-2', mountPath: '/data' },
  ),
  'api mounts the volume data': set('Deployment/api', [...mounts, 0], { name: 'data', mountPath: '/data' }),
})

proves(volumesAreMounted, {
  'StatefulSet/shop-slipway-database mounts the volume archive nowhere': set(
    'StatefulSet/database',
    ['spec', 'volumeClaimTemplates', 0, 'metadata', 'name'],
    'archive',
  ),
  'CronJob/shop-slipway-mlflow-gc mounts the volume cache nowhere': set(
    'CronJob/mlflow-gc',
    [...podOf.CronJob, 'volumes', 0, 'name'],
    'cache',
  ),
  'mounts the volume spare nowhere': set('Deployment/api', [...volumes, 0, 'name'], 'spare'),
})

proves(emptyFoldersHaveLimits, {
  'has the volume tmp without a size limit': set('Deployment/api', [...volumes, 0, 'emptyDir'], {}),
  'Job/shop-slipway-migrate': set('Job/migrate', [...podOf.Job, 'volumes', 0, 'emptyDir'], { medium: 'Memory' }),
})

proves(mountedFilesExist, {
  'ui mounts config.toml, which ConfigMap/shop-slipway-ui-streamlit': set('ConfigMap/ui-streamlit', ['data'], {
    'other.toml': '',
  }),
})

const shm = 5

proves(foldersInMemoryFit, {
  'database may fill more than half of its memory with the volume shm': set(
    'StatefulSet/database',
    [...podOf.StatefulSet, 'volumes', shm, 'emptyDir', 'sizeLimit'],
    '5Gi',
  ),
  'api may fill more than half of its memory with the volume tmp': set('Deployment/api', [...volumes, 0, 'emptyDir'], {
    medium: 'Memory',
    sizeLimit: '2100Mi',
  }),
})

proves(
  itemsExist,
  {
    'StatefulSet/shop-slipway-database mounts postgres of Secret/shop-slipway-database, which has only app': set(
      'Secret/database',
      ['stringData'],
      { app: 'at-least-twelve' },
    ),
  },
  { profile: 'development', database: { existingSecret: '', passwords: databasePasswords } },
)
