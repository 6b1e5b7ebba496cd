import type { RenderedObject } from '../../src/helm/index.js'
import { withoutRun } from '../support/job-titles.js'

/** Texts that stand in the harmless rendering where an attack stands in the other one; none is a part of another. */
export const markers: readonly string[] = Array.from({ length: 20 }, (_, index) => `harmless${index}x0x`)

/** What the harmless rendering must become: the attack instead of these markers, everywhere and nowhere else. */
export const substituted = (objects: readonly RenderedObject[], attacked: readonly string[], attack: string): unknown =>
  comparable(byTemplate(objects), (text) => replaceMarkers(text, attacked, attack))

/** A rendering in the same form. */
export const found = (objects: readonly RenderedObject[]): unknown => comparable(byTemplate(objects), (text) => text)

/** True when a marker reaches an object. */
export const reaches = (objects: readonly RenderedObject[], marker: string): boolean =>
  JSON.stringify(objects).includes(marker)

const byTemplate = (objects: readonly RenderedObject[]) =>
  Object.fromEntries(objects.map(({ template, object }) => [template, withStableName(object)]))

/** A Job's name ends in a hash of all values. */
const withStableName = (object: RenderedObject['object']) => {
  const { kind, metadata } = object as { readonly kind: string; readonly metadata: { readonly name: string } }
  return { ...object, metadata: { ...metadata, name: withoutRun(kind, metadata.name) } }
}

const replaceMarkers = (text: string, attacked: readonly string[], attack: string): string =>
  attacked.reduce(
    (replaced, marker) => (text.includes(marker) ? replaceMarker(replaced, marker, attack) : replaced),
    text,
  )

/** In a configuration file the text stands as a JSON string, with quotes around it. */
const replaceMarker = (text: string, marker: string, attack: string): string =>
  text
    .replaceAll(`"${marker}"`, () => (text === `"${marker}"` ? attack : goQuoted(attack)))
    .replaceAll(marker, () => attack)

const goQuoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/**
 * The same for both renderings: lists made of a user's map are in the order of its keys, which an attack changes, and a
 * hash changes with what it is made of.
 */
const comparable = (value: unknown, change: (text: string) => string, key = ''): unknown => {
  if (typeof value === 'string') return change(withoutHashes(value, key))
  if (Array.isArray(value)) return value.map((item) => comparable(item, change)).sort(byJson)
  if (typeof value !== 'object' || value === null) return value
  return new Map(
    Object.entries(value)
      .map(([name, inner]) => [change(name), comparable(inner, change, name)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

const withoutHashes = (text: string, key: string): string => {
  if (key.startsWith('checksum/') && /^[0-9a-f]{64}$/.test(text)) return ''
  return key === 'users.acl' ? text.replaceAll(/#[0-9a-f]{64} /g, '# ') : text
}

const byJson = (a: unknown, b: unknown): number => (asText(a) < asText(b) ? -1 : 1)

const asText = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => (inner instanceof Map ? [...inner] : inner))
