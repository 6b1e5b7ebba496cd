import type { IStatefulSet } from 'kubernetes-models/apps/v1'
import { present, resourceWhen, when } from '../../../helm/index.js'
import { objectMeta, selectorLabels } from '../../kinds/metadata.js'
import { nameOf } from '../../kinds/names.js'
import { podTemplate } from '../../kinds/pod-template.js'
import { database } from '../../links/database.js'
import { values } from '../../values/index.js'
import { databaseConfigMap } from './config-map.js'
import { databaseContainer } from './container.js'
import { databaseExporter } from './exporter.js'
import { databaseFiles } from './files.js'
import { claim, databaseVolumes, exporterVolumes } from './volumes.js'

const { exporter, shutdownSeconds, storage } = values.database

export const databaseStatefulSet = resourceWhen<IStatefulSet>(database.isEmbedded, {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: objectMeta('database'),
  spec: {
    replicas: 1,
    serviceName: nameOf('database', 'pods'),
    selector: { matchLabels: selectorLabels('database') },
    updateStrategy: { type: 'RollingUpdate' },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: storage.whenDeleted, whenScaled: 'Retain' },
    template: podTemplate('database', {
      initContainers: when(exporter.enabled, [databaseExporter]),
      containers: [databaseContainer],
      volumes: { ...databaseVolumes, ...exporterVolumes },
      config: { config: databaseConfigMap, files: databaseFiles },
      graceSeconds: shutdownSeconds,
    }),
    // Nothing here can ever change, so it holds as little as possible.
    volumeClaimTemplates: [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: claim, labels: selectorLabels('database') },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: present(storage.className, (name) => name),
          resources: { requests: { storage: storage.size } },
        },
      },
    ],
  },
})
