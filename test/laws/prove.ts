import { beforeAll, describe, expect, it } from 'vitest'
import { mergeValues, type PlainMap } from '../../src/helm/index.js'
import { withoutRun } from '../support/job-titles.js'
import { type Kind, type KubernetesObject, nameOf } from './kubernetes.js'
import type { Law } from './law.js'
import { type Rendering, renderRelease } from './release.js'

/** Changes one thing of a rendering that keeps the law. */
export type Break = (rendering: Rendering) => Rendering

type Path = readonly (string | number)[]

/** `Deployment/api` is the Deployment whose name ends in `-api`; the hash at the end of a Job's name is left out. */
type Target = `${Kind}/${string}`

/** A rendering with every kind of object, in production. */
const soundInput: PlainMap = {
  profile: 'production',
  global: { image: { registry: 'mirror.example.com/x', pullSecrets: ['registry'] } },
  api: {
    image: { digest: `sha256:${'1'.repeat(64)}` },
    auth: { existingSecret: 'api-keys' },
    tracing: { endpoint: 'http://collector:4317' },
  },
  ui: {
    image: { digest: `sha256:${'2'.repeat(64)}` },
    session: { existingSecret: 'session' },
    apiAccess: { existingSecret: 'ui-api-key' },
  },
  database: {
    image: { digest: `sha256:${'4'.repeat(64)}` },
    existingSecret: 'database',
    exporter: { enabled: true, image: { digest: `sha256:${'5'.repeat(64)}` } },
  },
  cache: { image: { digest: `sha256:${'6'.repeat(64)}` }, existingSecret: 'cache' },
  mlflow: { image: { digest: `sha256:${'7'.repeat(64)}` }, existingSecret: 'mlflow', databaseUpgrade: true },
  smokeTest: { image: { digest: `sha256:${'3'.repeat(64)}` } },
  edge: {
    mode: 'ingress',
    uiHost: 'ui.example.com',
    apiHost: 'api.example.com',
    ingress: { tlsSecret: 'wildcard-tls' },
  },
  networkPolicies: {
    peers: {
      gateway: { podLabels: { app: 'gateway' } },
      prometheus: { cidrs: { monitoring: '192.0.2.0/24' } },
      collector: { podLabels: { app: 'collector' } },
    },
  },
}

/**
 * Proves that a law can fail: it holds for a sound rendering, and each break makes it say the text that the break is
 * listed under.
 */
export const proves = (law: Law, breaks: Readonly<Record<string, Break>>, input: PlainMap = {}): void => {
  if (Object.keys(breaks).length === 0) throw new Error(`Nothing shows that ${law.name} can fail.`)
  describe(law.name, () => {
    let sound: Rendering

    beforeAll(async () => {
      sound = await renderOnce(mergeValues(soundInput, input))
    })

    it('holds for a sound release', () => {
      expect(law(sound.objects, sound.release)).toEqual([])
    })

    it.each(Object.entries(breaks))('says: %s', (text, change) => {
      const { objects, release } = change(structuredClone(sound))
      expect(law(objects, release).join('\n')).toContain(text)
    })
  })
}

const rendered = new Map<string, Promise<Rendering>>()

/** Most proofs of a file start from the same rendering. */
const renderOnce = (input: PlainMap): Promise<Rendering> => {
  const key = JSON.stringify(input)
  const rendering = rendered.get(key) ?? renderRelease(input)
  rendered.set(key, rendering)
  return rendering
}

/** Sets a field; `undefined` removes it. The field's parent must be there, so that no break misses its object. */
export const set =
  (target: Target, path: Path, value: unknown): Break =>
  (rendering) => {
    setAt(find(rendering, target), path, value)
    return rendering
  }

/** Sets a key of the values that the release is judged by. */
export const setValue =
  (path: Path, value: unknown): Break =>
  (rendering) => {
    setAt(rendering.release.values, path, value)
    return rendering
  }

export const remove =
  (target: Target): Break =>
  (rendering) => {
    const unwanted = find(rendering, target)
    return { ...rendering, objects: rendering.objects.filter((object) => object !== unwanted) }
  }

/** Adds an object that is like another one but for the given fields. */
export const copy =
  (target: Target, change: Break): Break =>
  (rendering) => {
    const original = structuredClone(find(rendering, target))
    const changed = change(rendering)
    return { ...changed, objects: [...changed.objects, original] }
  }

export const add =
  (object: unknown): Break =>
  (rendering) => ({ ...rendering, objects: [...rendering.objects, object as KubernetesObject] })

export const both =
  (first: Break, second: Break): Break =>
  (rendering) =>
    second(first(rendering))

/** The path of the specification of the pods that an object makes. */
export const podOf = {
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  Pod: ['spec'],
} as const

/** The path of the first container of those pods. */
export const containerOf = {
  Deployment: [...podOf.Deployment, 'containers', 0],
  StatefulSet: [...podOf.StatefulSet, 'containers', 0],
  Job: [...podOf.Job, 'containers', 0],
  CronJob: [...podOf.CronJob, 'containers', 0],
  Pod: [...podOf.Pod, 'containers', 0],
} as const

const find = ({ objects }: Rendering, target: Target): KubernetesObject => {
  const [kind, ending] = target.split('/')
  const found = objects.find(
    (object) => object.kind === kind && withoutRun(object.kind, nameOf(object)).endsWith(`-${ending}`),
  )
  if (found === undefined) throw new Error(`There is no ${target}.`)
  return found
}

const setAt = (root: unknown, path: Path, value: unknown): void => {
  const parent = path.slice(0, -1).reduce<unknown>((inner, key) => (inner as PlainMap)[key], root) as Record<
    string,
    unknown
  >
  const key = String(path.at(-1))
  if (value === undefined) {
    if (!Object.hasOwn(parent, key)) throw new Error(`There is nothing to remove at ${path.join('.')}.`)
    delete parent[key]
  } else {
    parent[key] = value
  }
}
