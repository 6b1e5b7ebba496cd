import { mergeKeysAreUnique } from './merge-keys.js'
import { containerOf, podOf, proves, set } from './prove.js'

const container = (field: string, items: unknown) => set('Deployment/api', [...containerOf.Deployment, field], items)
const pod = (field: string, items: unknown) => set('Deployment/api', ['spec', 'template', 'spec', field], items)

proves(mergeKeysAreUnique, {
  'the variable A twice': container('env', [
    { name: 'A', value: '1' },
    { name: 'A', value: '2' },
  ]),
  'the port 80/TCP twice': container('ports', [
    { name: 'a', containerPort: 80 },
    { name: 'b', containerPort: 80, protocol: 'TCP' },
  ]),
  'the port name a twice': container('ports', [
    { name: 'a', containerPort: 80 },
    { name: 'a', containerPort: 81 },
  ]),
  'the mount path /tmp twice': container('volumeMounts', [
    { name: 'a', mountPath: '/tmp' },
    { name: 'b', mountPath: '/tmp' },
  ]),
  'the volume a twice': pod('volumes', [{ name: 'a' }, { name: 'a' }]),
  // A claim takes the place of the volume without a word.
  'StatefulSet/shop-slipway-database has the volume data twice': set(
    'StatefulSet/database',
    [...podOf.StatefulSet, 'volumes', 0, 'name'],
    'data',
  ),
  'CronJob/shop-slipway-migrate migrate has the variable SLIPWAY_LOG_LEVEL twice': set(
    'CronJob/migrate',
    [...containerOf.CronJob, 'env', 0, 'name'],
    'SLIPWAY_LOG_LEVEL',
  ),
  'the container api twice': pod('initContainers', [{ name: 'api' }]),
  'the pull secret a twice': pod('imagePullSecrets', [{ name: 'a' }, { name: 'a' }]),
  'the spread over zone twice': pod('topologySpreadConstraints', [{ topologyKey: 'zone' }, { topologyKey: 'zone' }]),
  'Service/shop-slipway-api has the port 80/TCP twice': set(
    'Service/api',
    ['spec', 'ports'],
    [{ port: 80 }, { port: 80 }],
  ),
})
