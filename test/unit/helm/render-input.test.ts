import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '../../../src/helm/chart/render-input.js'
import { capabilities, type RenderInput, Resource, renderChart } from '../../../src/helm/index.js'
import { sampleChart } from '../../support/sample-chart.js'

const chart = sampleChart({ templates: { object: new Resource({ version: capabilities.kubeVersion }) } })
const render = (input: RenderInput) => renderChart(chart, input)

describe('the settings of a release', () => {
  const name = (text: string) =>
    `release name "${text}": must match regex ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$ and the length must not be longer than 53`
  it.each([
    [{ releaseName: 'Shop' }, name('Shop')],
    [{ releaseName: 'a_b' }, name('a_b')],
    [{ releaseName: '' }, name('')],
    [{ releaseName: 'a-' }, name('a-')],
    [{ releaseName: 'a'.repeat(54) }, name('a'.repeat(54))],
    [{ namespace: 'Bad NS' }, 'namespace "Bad NS": must consist of lower case letters'],
    [{ namespace: '' }, 'namespace "": must consist'],
    [{ namespace: 'a.b' }, 'namespace "a.b": must consist'],
    [{ namespace: 'a'.repeat(64) }, 'have at most 63 characters'],
    [{ kubeVersion: 'banana' }, "invalid kube version 'banana': write it like v1.36.0"],
    [{ kubeVersion: '1' }, "invalid kube version '1'"],
    [{ kubeVersion: 'v01.36' }, "invalid kube version 'v01.36'"],
    [{ kubeVersion: '1.20' }, 'chart requires kubeVersion: >=1.33-0 which is incompatible with Kubernetes v1.20'],
    [{ kubeVersion: 'v1.32.9-gke.1' }, 'which is incompatible with Kubernetes v1.32.9-gke.1'],
    [{ revision: 0 }, 'revision 0: must be a whole number from 1'],
    [{ revision: 1.5 }, 'revision 1.5: must be'],
  ])('%j are refused as Helm refuses them', (input, problem) => {
    expect(() => render(input)).toThrow(InvalidInputError)
    expect(() => render(input)).toThrow(problem)
  })

  it('are refused all at once', () => {
    expect(() => render({ releaseName: 'A', namespace: 'B', kubeVersion: 'C', revision: -1 })).toThrow(
      /^Helm would not render this release:\n- release name.*\n- namespace.*\n- invalid kube version.*\n- revision/,
    )
  })

  it('are taken as Helm takes them', () => {
    expect(() =>
      render({ releaseName: 'a.b-c', namespace: 'n-1', kubeVersion: 'v1.33.0-rc.1', revision: 7 }),
    ).not.toThrow()
    expect(() => render({ releaseName: 'a'.repeat(53), namespace: 'a'.repeat(63) })).not.toThrow()
  })

  it('give the version of the cluster as each Helm shows it', () => {
    const seen = (helm: '3.21' | '4.3') =>
      (render({ helm, kubeVersion: '1.36.1-gke.5' }).objects[0]?.object as { version: string } | undefined)?.version
    expect([seen('3.21'), seen('4.3')]).toEqual(['v1.36.1', 'v1.36.1-gke.5'])
  })
})
