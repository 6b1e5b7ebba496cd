import { type RenderOptions, renderPlatform } from './render.js'

/** Every image that the chosen values use, sorted, each once: the list to mirror for an air-gapped cluster. */
export const imagesOf = (releaseName: string, options: RenderOptions): readonly string[] => {
  const images = new Set<string>()
  for (const { object } of renderPlatform(releaseName, options).objects) collect(object, images)
  return [...images].sort()
}

/** Every `image` of a list called `containers`, `initContainers` or `ephemeralContainers`, wherever it stands. */
const collect = (value: unknown, images: Set<string>): void => {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (/^(c|initC|ephemeralC)ontainers$/.test(key) && Array.isArray(inner)) {
      for (const { image } of inner as readonly { readonly image?: string }[])
        if (image !== undefined) images.add(image)
    }
    collect(inner, images)
  }
}
