import { ifElse, nonEmpty, text } from '../../../helm/index.js'
import { metricsSidecar } from '../../kinds/sidecar.js'
import { components } from '../../topology.js'
import { values } from '../../values/index.js'
import { exporterVolumes, folder } from './volumes.js'

const { exporter, tls, uid } = values.database
const { metrics, postgresql } = components.database.ports

/** Turns the server's statistics into metrics. */
export const databaseExporter = metricsSidecar({
  name: 'exporter',
  image: exporter.image,
  resources: exporter.resources,
  uid,
  port: metrics,
  env: {
    DATA_SOURCE_URI: text`127.0.0.1:${postgresql}/postgres?sslmode=${ifElse(nonEmpty(tls.existingSecret), 'require', 'disable')}`,
    DATA_SOURCE_USER: 'monitor',
    DATA_SOURCE_PASS_FILE: `${folder.monitor}/password`,
  },
  volumes: exporterVolumes,
})
