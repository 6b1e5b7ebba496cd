import { nameOf } from '../../kinds/names.js'
import type { Volumes } from '../../kinds/volume.js'
import { folder, mlflowServerVolumes, usesVolume } from '../../links/mlflow-server.js'

export const mlflowVolumes: Volumes = {
  server: mlflowServerVolumes,
  artifacts: {
    source: { persistentVolumeClaim: { claimName: nameOf('mlflow') } },
    mountPath: folder.artifacts,
    isWritable: true,
    exists: usesVolume,
  },
}
