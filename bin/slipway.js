#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

// In a checkout the source may be newer than its compiled form, and a type error must stop the build.
if (existsSync(join(root, 'tsconfig.build.json'))) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: ['ignore', process.stderr, 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
}

// Errors and the `explain` command name TypeScript positions.
process.setSourceMapsEnabled(true)
try {
  await import('../dist/cli.js')
} catch (error) {
  // The chart is built while its modules load, so mistakes in its source surface here.
  console.error(`slipway: ${error.name.startsWith('BuildError') ? error.message : error.stack}`)
  process.exitCode = 1
}
