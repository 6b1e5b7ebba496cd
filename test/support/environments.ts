import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'
import { readValuesFile } from '../../src/cli/values-input.js'
import type { PlainMap } from '../../src/helm/index.js'

const folder = join(projectFolder, 'values')

/** The values files of all environments by file name. */
export const environments: Readonly<Record<string, PlainMap>> = Object.fromEntries(
  readdirSync(folder).map((file) => [file, readValuesFile(join(folder, file))]),
)
