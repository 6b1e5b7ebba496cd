import { cpSync } from 'node:fs'
import { join, sep } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'

const generated = join(projectFolder, 'chart')
const templates = join(projectFolder, 'test/bench/hand-written/templates')

/**
 * Writes the chart that somebody would write by hand for the same objects. Only its templates are kept in this folder:
 * Chart.yaml, values.yaml, values.schema.json and the README are those of the generated chart, so that both load,
 * merge and validate the same.
 */
export const writeHandWrittenChart = (folder: string): void => {
  const generatedTemplates = join(generated, 'templates')
  const isShared = (path: string): boolean => path !== generatedTemplates && !path.startsWith(generatedTemplates + sep)
  cpSync(generated, folder, { recursive: true, filter: isShared })
  cpSync(templates, join(folder, 'templates'), { recursive: true })
}
