import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'
import { helmBinary, newestHelm } from '../support/render-with-helm.js'
import type { Command } from './command.js'

export const productionValues = join(projectFolder, 'values/production.yaml')
export const releaseName = 'shop'
export const namespace = 'default'

/** Helm with nothing of the user's own settings, plug-ins or clusters. */
const isolated = (folder: string): NodeJS.ProcessEnv => {
  const home = join(folder, 'helm-home')
  mkdirSync(home, { recursive: true })
  return {
    ...process.env,
    HELM_CACHE_HOME: home,
    HELM_CONFIG_HOME: home,
    HELM_DATA_HOME: home,
    KUBECONFIG: join(home, 'no'),
  }
}

/** @throws Error when Helm is not there yet. */
export const helm = (args: readonly string[], folder: string): Command => {
  const program = helmBinary(newestHelm)
  if (!existsSync(program)) throw new Error(`there is no .tools/bin/helm-${newestHelm}; run 'make tools' first`)
  return { program, args, cwd: folder, env: isolated(folder) }
}

/** `helm template` of a chart, with values/production.yaml unless others are named. */
export const helmTemplate = (chart: string, folder: string, values = productionValues): Command =>
  helm(['template', releaseName, chart, '--namespace', namespace, '--values', values], folder)
