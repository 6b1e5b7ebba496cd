import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFolder } from '../../src/cli/project.js'
import type { PlainMap } from '../../src/helm/index.js'
import { runTool } from '../support/run-tool.js'
import { inputs } from './inputs.js'
import type { KubernetesObject } from './kubernetes.js'
import { add, type Break, containerOf, set } from './prove.js'
import { renderRelease } from './release.js'

interface Report {
  readonly resources: readonly {
    readonly filename: string
    readonly msg: string
  }[]
  readonly summary: Readonly<Record<'valid' | 'invalid' | 'errors' | 'skipped', number>>
}

/** The oldest and the newest Kubernetes that the chart supports. */
const versions = readdirSync(join(projectFolder, 'schemas/kubernetes'))

const api = (...path: readonly (string | number)[]) => set('Deployment/api', [...containerOf.Deployment, ...path], {})

/** Breaks of one object each, by what kubeconform must say. */
const faults: Readonly<Record<string, Break>> = {
  // An unknown key: at the top, below, in a list, and in a kind that is not of Kubernetes itself.
  "'': additional properties 'dta' not allowed": set('ConfigMap/api', ['dta'], {}),
  "'/spec': additional properties 'replica' not allowed": set('Deployment/api', ['spec', 'replica'], 3),
  "'/spec/template/spec/containers/0': additional properties 'readynessProbe' not allowed": api('readynessProbe'),
  "'/spec/rules/0': additional properties 'backends' not allowed": set(
    'HTTPRoute/api',
    ['spec', 'rules', 0, 'backends'],
    [],
  ),
  "'/spec/volumeClaimTemplates/0/spec': additional properties 'storageClass' not allowed": set(
    'StatefulSet/database',
    ['spec', 'volumeClaimTemplates', 0, 'spec', 'storageClass'],
    'fast',
  ),
  "'/spec/jobTemplate/spec': additional properties 'backofLimit' not allowed": set(
    'CronJob/mlflow-gc',
    ['spec', 'jobTemplate', 'spec', 'backofLimit'],
    3,
  ),
  // A wrong type.
  "'/data/PORT': got number, want null or string": set('ConfigMap/api', ['data', 'PORT'], 80),
  "'/spec/maxReplicas': got string, want integer": set('HorizontalPodAutoscaler/api', ['spec', 'maxReplicas'], '10'),
  "'/spec/ingress': got object, want null or array": set('NetworkPolicy/api', ['spec', 'ingress'], {}),
  "'/spec/automountServiceAccountToken': got string, want null or boolean": set(
    'Pod/smoke-test',
    ['spec', 'automountServiceAccountToken'],
    'no',
  ),
  "'/spec/containers/0/resources/limits/cpu': got boolean, want null or string": set(
    'Pod/smoke-test',
    [...containerOf.Pod, 'resources', 'limits', 'cpu'],
    true,
  ),
  "'/spec/parentRefs/0/port': maximum: got 70,000, want 65,535": set(
    'HTTPRoute/api',
    ['spec', 'parentRefs', 0, 'port'],
    70_000,
  ),
  "'/spec/accessModes': got string, want null or array": set(
    'PersistentVolumeClaim/mlflow',
    ['spec', 'accessModes'],
    'ReadWriteOnce',
  ),
  // Something required that is missing.
  "'/spec/podFailurePolicy/rules/0': missing property 'action'": set(
    'Job/migrate',
    ['spec', 'podFailurePolicy', 'rules', 0, 'action'],
    undefined,
  ),
  "'/spec': missing property 'schedule'": set('CronJob/migrate', ['spec', 'schedule'], undefined),
  "missing 'kind' key": set('Service/api', ['kind'], undefined),
  "'/spec': missing property 'selector'": set('Deployment/ui', ['spec', 'selector'], undefined),
  "'/spec/containers/0': missing property 'name'": set('Pod/smoke-test', [...containerOf.Pod, 'name'], undefined),
  "'/spec/scaleTargetRef': missing property 'name'": set(
    'HorizontalPodAutoscaler/ui',
    ['spec', 'scaleTargetRef', 'name'],
    undefined,
  ),
  // A version that Kubernetes no longer has, one that it never had, and a kind that it does not know.
  'could not find schema for PodDisruptionBudget': set('PodDisruptionBudget/ui', ['apiVersion'], 'policy/v1beta1'),
  'could not find schema for Deployment': set('Deployment/api', ['apiVersion'], 'apps/v2'),
  'could not find schema for ClusterRole': add({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'shop-slipway-reader' },
  }),
}

const folder = mkdtempSync(join(tmpdir(), 'slipway-manifests-'))
let objectCount = 0
/** One object of each kind. */
const kinds = new Map<string, KubernetesObject>()

const write = (path: string, object: object): void => {
  const file = join(folder, `${path}.yaml`)
  mkdirSync(dirname(file), { recursive: true })
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(object))
}

const validate = async (version: string, name: string): Promise<Report> => {
  const schemas = `schemas/kubernetes/${version}/{{ .ResourceKind }}{{ .KindSuffix }}.json`
  const { output } = await runTool('kubeconform', [
    '-strict',
    '-summary',
    ...['-output', 'json'],
    ...['-schema-location', schemas],
    join(folder, name),
  ])
  return JSON.parse(output) as Report
}

const writeSound = async (): Promise<void> => {
  for (const [name, overrides] of Object.entries(inputs)) {
    const { objects } = await renderRelease(overrides)
    for (const [index, object] of objects.entries()) {
      write(`sound/${name}/${index}`, object)
      kinds.set(String(object.kind), object)
    }
    objectCount += objects.length
  }
}

const writeMisspelt = (): void => {
  for (const [kind, object] of kinds) write(`misspelt/${kind}`, { ...object, metdata: {} })
}

const writeBroken = async (): Promise<void> => {
  const sound = await renderRelease(inputs['production.yaml'] as PlainMap)
  for (const [index, change] of Object.values(faults).entries()) {
    const { objects } = change(structuredClone(sound))
    const [broken, ...others] = objects.filter((object, at) => !isDeepStrictEqual(object, sound.objects[at]))
    if (broken === undefined || others.length > 0) throw new Error('A fault breaks one object.')
    write(`broken/${index}`, broken)
  }
}

beforeAll(async () => {
  await writeSound()
  writeMisspelt()
  await writeBroken()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('knows the oldest and the newest Kubernetes', () => {
  expect(versions).toEqual(['1.33', '1.37'])
})

describe.each(versions)('Kubernetes %s', (version) => {
  let refused: Report

  beforeAll(async () => {
    refused = await validate(version, 'broken')
  })

  it('takes every object, strictly, and none without a schema', async () => {
    const { resources, summary } = await validate(version, 'sound')
    expect(resources).toEqual([])
    expect(summary).toEqual({ valid: objectCount, invalid: 0, errors: 0, skipped: 0 })
  })

  it.each(Object.keys(faults).map((message, index) => [message, index] as const))('says: %s', (message, index) => {
    const resource = refused.resources.find(({ filename }) => basename(filename) === `${index}.yaml`)
    expect(resource?.msg).toContain(message)
  })

  it('refuses an unknown key in every kind', async () => {
    const { resources } = await validate(version, 'misspelt')
    expect(kinds.size).toBeGreaterThan(10)
    expect(resources.map(({ msg }) => msg.includes("additional properties 'metdata' not allowed"))).toEqual(
      [...kinds].map(() => true),
    )
  })

  it('takes no broken object', () => {
    expect(refused.summary).toMatchObject({ valid: 0, skipped: 0 })
    expect(refused.resources).toHaveLength(Object.keys(faults).length)
  })
})
