import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { places } from './places.js'

/** Many programs watch files here; the default of 128 watchers is for a desktop. */
const wanted: Readonly<Record<string, string>> = {
  'fs/inotify/max_user_instances': '8192',
  'fs/inotify/max_user_watches': '524288',
}

/** Settings of the whole machine that the kubelet changes by itself. */
const changedByKubelet = [
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
]

const path = (name: string): string => join('/proc/sys', name)
const file = join(places.state, 'kernel-settings.json')

/** Sets what the cluster needs; what it was before is kept for `restoreKernelSettings`. */
export function changeKernelSettings(): void {
  if (!existsSync(file)) {
    const names = [...Object.keys(wanted), ...changedByKubelet].filter((name) => existsSync(path(name)))
    const before = Object.fromEntries(names.map((name) => [name, readFileSync(path(name), 'utf8').trim()]))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(before, null, 2))
  }
  for (const [name, value] of Object.entries(wanted)) {
    if (Number(readFileSync(path(name), 'utf8')) < Number(value)) writeFileSync(path(name), value)
  }
}

export function restoreKernelSettings(): void {
  if (!existsSync(file)) return
  const before = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  for (const [name, value] of Object.entries(before)) {
    if (readFileSync(path(name), 'utf8').trim() !== value) writeFileSync(path(name), value)
  }
}
