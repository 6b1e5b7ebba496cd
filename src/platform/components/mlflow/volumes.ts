import { nameOf } from '../../kinds/names.js'
import type { OwnVolumes } from '../../kinds/own-volume.js'
import { folder, mlflowServerVolumes, usesVolume } from '../../links/mlflow-server.js'

export const mlflowVolumes: OwnVolumes = {
  ...mlflowServerVolumes,
  artifacts: {
    source: { persistentVolumeClaim: { claimName: nameOf('mlflow') } },
    mountPath: folder.artifacts,
    isWritable: true,
    onlyWhen: usesVolume,
  },
}
