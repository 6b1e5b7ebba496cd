import { describe, expect, it } from 'vitest'
import { kubeVersionProblem, releaseNameProblem, seenKubeVersion } from '../../src/helm/chart/render-input.js'
import { lineOf } from '../../src/helm/testing/helm-renderer.js'
import { helmCommand } from '../../src/helm/testing/index.js'
import { helmBinary, testedHelmVersions } from '../support/render-with-helm.js'

const names = ['shop', 'a.b-c', 'a'.repeat(53), 'a'.repeat(54), 'Shop', 'a_b', 'a-', '.a', 'a..b', 'é']
const versions = [
  'v1.33.2',
  '1.33.4-gke.1',
  '1.33.2-rc.1',
  '1.33',
  '1.20',
  'v1.33.4.5',
  '1.033.5',
  'banana',
  '1',
  '01.33',
]
const constraint = '>=1.33.2'

const chart: ReadonlyMap<string, string> = new Map([
  ['Chart.yaml', `apiVersion: v2\nname: sample\nversion: 1.0.0\nkubeVersion: "${constraint}"\n`],
  ['templates/seen.yaml', 'apiVersion: v1\nkind: Seen\nversion: {{ .Capabilities.KubeVersion.Version | quote }}\n'],
])

describe.each(testedHelmVersions)('Helm %s', (version) => {
  const helm = helmCommand(helmBinary(version))
  const isRefused = (problem: string | undefined): boolean => problem !== undefined

  it.each(names)('takes or refuses the release name %s as we do', async (releaseName) => {
    const { error } = await helm.render({ chart, releaseName, kubeVersion: 'v1.36.0' })
    expect(error !== '').toBe(isRefused(releaseNameProblem(releaseName)))
    expect(error).toContain(error === '' ? '' : 'must match regex')
  })

  it.each(versions)('takes or refuses Kubernetes %s as we do, and shows it alike', async (kubeVersion) => {
    const { objects, error } = await helm.render({ chart, releaseName: 'shop', kubeVersion })
    const problem = kubeVersionProblem(kubeVersion, constraint)
    expect(error !== '', error).toBe(isRefused(problem))
    if (problem !== undefined) return
    expect(objects[0]?.object).toMatchObject({ version: seenKubeVersion(kubeVersion, lineOf(helm.version)) })
  })
})
