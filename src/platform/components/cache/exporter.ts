import { metricsSidecar } from '../../kinds/sidecar.js'
import { components } from '../../topology.js'
import { values } from '../../values/index.js'
import { exporterVolumes } from './volumes.js'

const { exporter, uid } = values.cache
const { metrics, valkey } = components.cache.ports

/** Turns the server's statistics into metrics. */
export const cacheExporter = metricsSidecar({
  name: 'exporter',
  image: exporter.image,
  resources: exporter.resources,
  uid,
  port: metrics,
  env: {
    REDIS_ADDR: `redis://127.0.0.1:${valkey}`,
    REDIS_USER: 'monitor',
    REDIS_PASSWORD_FILE: '/var/run/secrets/slipway/monitor/passwords.json',
    REDIS_EXPORTER_SET_CLIENT_NAME: 'false',
  },
  volumes: exporterVolumes,
})
