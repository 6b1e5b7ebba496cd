import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { Failure } from '../../tools/failure.js'
import { places } from './places.js'

/** Builds the stand-in images, where they are not up to date, as archives in the cache. Throws a Failure. */
export function buildImages(): Promise<void> {
  const command = join(places.source.images, 'build')
  return new Promise((resolve, reject) => {
    const child = spawn(command, ['--output', places.archives], { stdio: ['ignore', process.stderr, 'inherit'] })
    child.on('error', (error) => reject(new Failure(`${command} cannot be run: ${error.message}`)))
    child.on('close', (code) => {
      if (code === 0) return resolve()
      reject(new Failure('the stand-in images could not be built; the lines above say why'))
    })
  })
}
