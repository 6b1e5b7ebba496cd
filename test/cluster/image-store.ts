import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeConfig } from './config.js'
import { Machine } from './machine.js'
import { places } from './places.js'
import { programPath, programsKey } from './programs.js'
import { say } from './progress.js'
import { type ScratchImage, writeScratchImage } from './scratch-image.js'
import { run } from './shell.js'
import { until } from './wait.js'

/** Images of the cluster's own programs. */
const own = (): readonly ScratchImage[] => [
  { name: 'slipway.local/pause:1', programs: [programPath('pause')] },
  { name: 'slipway.local/probe:1', programs: [programPath('probe'), programPath('load')] },
  { name: 'slipway.local/coredns:1', programs: [programPath('coredns')] },
  { name: 'slipway.local/metrics-server:1', programs: [programPath('metrics-server')] },
]

const stamp = join(places.imageStore, 'key')

/** containerd's own folders with data bases, which change; the rest of the store is only read. */
const dataBases = ['io.containerd.metadata.v1.bolt', 'io.containerd.snapshotter.v1.overlayfs/metadata.db']

/**
 * Brings the store up to date: a folder of containerd in which every image is unpacked. Unpacking takes a minute, and a
 * node starts from a copy of the store in a second.
 */
export async function fillImageStore(): Promise<void> {
  const keys = archiveKeys()
  const archives = Object.keys(keys)
  const key = createHash('sha256')
    .update(JSON.stringify([programsKey(), keys]))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return say('images: already unpacked')
  say(
    `images: unpacking ${archives.length === 0 ? 'those of the cluster' : `${archives.join(', ')} and those of the cluster`}`,
  )
  rmSync(places.imageStore, { recursive: true, force: true })
  const loader = new Machine('image-loader')
  try {
    await loader.start(programPath('pause'))
    await unpackAll(loader, archives)
  } finally {
    await loader.kill()
  }
  mkdirSync(dirname(places.imageStore), { recursive: true })
  renameSync(join(loader.folder, 'containerd'), places.imageStore)
  rmSync(loader.folder, { recursive: true, force: true })
  writeFileSync(stamp, key)
  say('images: unpacked')
}

/** Gives a new node the images: files of layers as further names of those in the store, data bases as copies. */
export async function copyImageStore(machine: Machine): Promise<void> {
  const target = join(machine.folder, 'containerd')
  if (existsSync(target)) return
  await run('cp', ['--archive', '--link', places.imageStore, target])
  for (const name of dataBases) {
    rmSync(join(target, name), { recursive: true })
    await run('cp', ['--archive', join(places.imageStore, name), join(target, name)])
  }
  writeFileSync(importedFile(machine), JSON.stringify(archiveKeys()))
}

/** Brings a node that runs the images that were built since it started. */
export async function importNewImages(machine: Machine): Promise<void> {
  const imported = JSON.parse(readFileSync(importedFile(machine), 'utf8')) as Record<string, string>
  const wanted = archiveKeys()
  for (const [archive, key] of Object.entries(wanted)) {
    if (imported[archive] === key) continue
    say(`images: importing ${archive} on ${machine.name}`)
    await machine.run('ctr', ['--namespace=k8s.io', 'images', 'import', join(places.archives, archive)])
  }
  writeFileSync(importedFile(machine), JSON.stringify(wanted))
}

const importedFile = (machine: Machine): string => join(machine.folder, 'images.json')

/** The archives that were built, and a name for the content of each. */
const archiveKeys = (): Readonly<Record<string, string>> => {
  const archives = existsSync(places.archives)
    ? readdirSync(places.archives).filter((name) => name.endsWith('.tar'))
    : []
  return Object.fromEntries(archives.map((name) => [name, readFileSync(join(places.archives, `${name}.key`), 'utf8')]))
}

async function unpackAll(loader: Machine, archives: readonly string[]): Promise<void> {
  const config = writeConfig('containerd.toml', loader.folder, { machine: loader.folder })
  loader.daemon('containerd', 'containerd', ['--config', config])
  const ctr = (...args: readonly string[]) => loader.run('ctr', ['--namespace=k8s.io', ...args])
  await until(
    'containerd answers',
    30,
    () => ctr('version'),
    () => loader.lastWordsOf('containerd'),
  )
  for (const image of own()) {
    const archive = join(loader.folder, 'image.tar')
    await writeScratchImage(image, archive)
    await ctr('images', 'import', archive)
  }
  for (const archive of archives) {
    const began = performance.now()
    await ctr('images', 'import', join(places.archives, archive))
    say(`images: ${archive} unpacked in ${Math.round((performance.now() - began) / 1000)} s`)
  }
  // In order, so that its data bases are whole.
  await loader.run('pkill', ['-TERM', 'containerd'])
  await until('containerd has ended', 30, () => !loader.isDaemonRunning('containerd'))
}
