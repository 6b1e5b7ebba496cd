import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { run } from './shell.js'

/** An image of static programs alone, in its root folder. The first one is the entry point. */
export interface ScratchImage {
  readonly name: string
  readonly programs: readonly string[]
}

/** Writes an image as an archive of `docker save`: its layer, its settings, and a manifest that names both. */
export async function writeScratchImage({ name, programs }: ScratchImage, archive: string): Promise<void> {
  const folder = mkdtempSync(`${archive}-`)
  try {
    const root = join(folder, 'root')
    // Programs expect a folder for temporary files.
    mkdirSync(join(root, 'tmp'), { recursive: true, mode: 0o1777 })
    for (const program of programs) copyFileSync(program, join(root, basename(program)))
    // Times and order are fixed, so that the same programs give the same image.
    await run('tar', [
      '--sort=name',
      '--mtime=@0',
      '--numeric-owner',
      '-C',
      root,
      '-cf',
      join(folder, 'layer.tar'),
      '.',
    ])
    const digest = createHash('sha256')
      .update(readFileSync(join(folder, 'layer.tar')))
      .digest('hex')
    const settings = {
      architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
      os: 'linux',
      created: '1970-01-01T00:00:00Z',
      config: { User: '65532:65532', Entrypoint: [`/${basename(programs[0] ?? '')}`] },
      rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
    }
    const manifest = [{ Config: 'settings.json', RepoTags: [name], Layers: ['layer.tar'] }]
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
    await run('tar', ['-C', folder, '-cf', archive, 'manifest.json', 'settings.json', 'layer.tar'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
