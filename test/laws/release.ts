import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { projectFolder } from '../../src/cli/project.js'
import { coalesceValues, type PlainMap } from '../../src/helm/index.js'
import type { Values } from '../../src/platform/values/index.js'
import { renderWithHelm } from '../support/render-with-helm.js'
import type { KubernetesObject } from './kubernetes.js'
import type { Release } from './law.js'

export interface Rendering {
  readonly objects: readonly KubernetesObject[]
  readonly release: Release
}

const defaults = parse(readFileSync(join(projectFolder, 'chart/values.yaml'), 'utf8')) as PlainMap

export interface ReleaseOptions {
  readonly name?: string
  readonly namespace?: string
  /** The folder of another chart than the project's, such as a broken copy. */
  readonly chart?: string
}

/** The objects that Helm makes of some values, and the release that they belong to. Throws what Helm says. */
export const renderRelease = async (
  overrides: PlainMap,
  { name = 'shop', namespace = 'team-1', ...chart }: ReleaseOptions = {},
): Promise<Rendering> => {
  const { objects, error } = await renderWithHelm({ overrides, releaseName: name, namespace, ...chart })
  if (error !== '') throw new Error(error)
  return {
    objects: objects.map(({ object }) => object as unknown as KubernetesObject),
    release: { name, namespace, values: coalesceValues(defaults, overrides) as unknown as Values },
  }
}
