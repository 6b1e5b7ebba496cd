import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { projectFolder } from '../../src/cli/project.js'
import { helmBinary, newestHelm } from '../support/render-with-helm.js'

const run = promisify(execFile)

/** What a project that uses the toolkit installs from npm. */
const packages = ['@kubernetes-models', '@types/node', 'fast-check', 'kubernetes-models', 'tsx', 'typescript', 'vitest']

/** Copies a project out of the repository and gives it the packages that `npm install` would. */
export const installOutside = (project: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'outsider-'))
  cpSync(join(projectFolder, project), folder, {
    recursive: true,
    filter: (file) => !file.includes('node_modules'),
  })
  for (const name of packages) link(join(projectFolder, 'node_modules', name), join(folder, 'node_modules', name))
  link(projectFolder, join(folder, 'node_modules/slipway'))
  return folder
}

/** The files of a folder by path. */
export const filesBelow = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((file) => [file.slice(folder.length), readFileSync(file, 'utf8')]),
  )

const link = (target: string, path: string): void => {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path, 'dir')
}

/** Runs a command of an installed package and returns all that it says; throws when it fails. */
export const runOutside = async (folder: string, command: readonly [string, ...string[]]): Promise<string> => {
  const env: NodeJS.ProcessEnv = { ...process.env, HELM: helmBinary(newestHelm), NO_COLOR: '1' }
  // Otherwise a test runner inside a test runner takes itself for a part of the outer one.
  for (const name of Object.keys(env)) if (name.startsWith('VITEST')) delete env[name]
  const [program, ...args] = command
  try {
    const { stdout, stderr } = await run(process.execPath, [join(folder, 'node_modules', program), ...args], {
      cwd: folder,
      env,
      maxBuffer: 1 << 26,
    })
    return stdout + stderr
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command.join(' ')} failed:\n${stdout}${stderr}`)
  }
}
