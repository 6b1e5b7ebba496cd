import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'
import { type HelmEngine, type HelmRequest, startHelmEngine } from '../../src/helm/testing/index.js'
import { newestHelm } from '../support/render-with-helm.js'
import type { Contender } from './contender.js'
import { namespace, productionValues, releaseName } from './helm.js'

/** Helm's own packages in one process, as `make tools` builds them; undefined where they are not there. */
export const startEngine = (): HelmEngine | undefined => {
  const binary = join(projectFolder, `.tools/bin/helm-engine-${newestHelm}`)
  return existsSync(binary) ? startHelmEngine(binary) : undefined
}

/** A chart, with values/production.yaml unless others are named. */
export const requestOf = (chart: string, values = productionValues) => ({
  chart,
  values: [readFileSync(values, 'utf8')],
  releaseName,
  namespace,
})

/** A run is the mean of so many renders, so that the collection of garbage counts. */
export const engineContender = (
  name: string,
  engine: HelmEngine,
  request: HelmRequest,
  renders: number,
): Contender => ({
  name,
  run: async () => {
    const each = await engine.measure(request, renders)
    return each.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / each.length / 1e6
  },
})
