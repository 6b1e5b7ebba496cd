import { fileURLToPath } from 'node:url'

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** The folders that the installer reads and writes. */
export const places = {
  pinned: fromRoot('tools/'),
  work: fromRoot('.tools/'),
  bin: fromRoot('.tools/bin/'),
  stamps: fromRoot('.tools/stamps/'),
} as const
