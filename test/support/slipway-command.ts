import { join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'

let isCompiled = false

/**
 * The arguments of Node for the command line. bin/slipway.js first compiles what has changed, and to look for changes takes
 * as long as a command: only the first of a worker does.
 */
export const slipwayCommand = (): readonly string[] => {
  if (isCompiled) return ['--enable-source-maps', join(projectFolder, 'dist/cli.js')]
  isCompiled = true
  return [join(projectFolder, 'bin/slipway.js')]
}
