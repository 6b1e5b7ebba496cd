import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'
import { runCommand } from './command.js'

/** A copy of the checkout that may be edited and thrown away. */
export interface Workspace {
  readonly folder: string
  /** A folder for anything else, inside the copy. */
  readonly scratch: (name: string) => string
  /** The JavaScript of a program below `test/bench/in-process`, compiled as the package is. */
  readonly compiled: (program: string) => string
}

const leftOut = new Set(['.git', '.cache', '.tools', 'dist', 'node_modules'])

/** TypeScript 7 of the project, in any folder. */
export const compiler = join(projectFolder, 'node_modules/typescript/bin/tsc')

/** The caller's process removes it at its end. */
export const createWorkspace = (): Workspace => {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  cpSync(projectFolder, folder, {
    recursive: true,
    filter: (path) => !leftOut.has(relative(projectFolder, path)),
  })
  symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'), 'dir')
  compileInProcessPrograms(folder)
  return {
    folder,
    scratch: (name) => mkdtempSync(join(folder, `${name}-`)),
    compiled: (program) => join(folder, 'compiled/test/bench/in-process', `${program}.js`),
  }
}

/** With the options that `dist` is compiled with, so that what is measured is what users run. */
const compileInProcessPrograms = (folder: string): void => {
  const config = {
    extends: './tsconfig.build.json',
    compilerOptions: { rootDir: '.', outDir: 'compiled', declaration: false },
    include: ['test/bench/in-process'],
  }
  writeFileSync(join(folder, 'tsconfig.bench.json'), JSON.stringify(config))
  runCommand({ program: process.execPath, args: [compiler, '-p', 'tsconfig.bench.json'], cwd: folder })
}
