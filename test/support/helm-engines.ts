import { join } from 'node:path'
import { afterAll } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import { type HelmEngine, startHelmEngine } from '../../src/helm/testing/index.js'
import type { HelmRelease } from './render-with-helm.js'

/** The engine of one Helm version for the tests of a file, stopped after them. */
export const helmEngine = (version: HelmRelease): HelmEngine => {
  const engine = startHelmEngine(join(projectFolder, '.tools/bin', `helm-engine-${version}`))
  afterAll(() => engine.close())
  return engine
}
