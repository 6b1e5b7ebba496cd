import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { places, sources } from '../../../src/cli/local/machine/places.js'
import { helmProgram, repairCommand, shown, upgradeCommand } from '../../../src/cli/local/release/helm.js'
import type { Place } from '../../../src/cli/local/release/place.js'
import { projectFolder } from '../../../src/cli/project.js'
import { pins } from '../../../tools/pins.js'

const place: Place = { access: { kubeconfig: '/cache/kubeconfig', context: 'admin' }, namespace: 'trial' }

describe('Helm', () => {
  it('is one that the tools build', () => {
    expect(pins.map(({ name }) => name)).toContain(helmProgram)
  })

  it('gets the values in the order in which they count', () => {
    const input = { values: ['mine.yaml', 'more.yaml'], set: ['a=1,b=2'], setString: ['c=3'] }
    expect(upgradeCommand({ place, input, clusterValues: { a: 1 }, takesBack: true })).toEqual([
      ...['upgrade', '--install', 'slipway', sources.chart],
      ...['--namespace', 'trial', '--kubeconfig', '/cache/kubeconfig', '--kube-context', 'admin'],
      ...['-f', sources.values, '-f', places.clusterValues, '-f', 'mine.yaml', '-f', 'more.yaml'],
      ...['--set', 'a=1,b=2', '--set-string', 'c=3'],
      ...['--history-max', '5', '--hide-notes', '--force-conflicts'],
    ])
  })

  it('gets no values of a cluster that has none, and takes nothing back there', () => {
    const command = upgradeCommand({ place, input: {}, clusterValues: undefined, takesBack: false })
    expect(command.filter((word) => word.endsWith('.yaml'))).toEqual([sources.values])
    expect(command).not.toContain('--force-conflicts')
  })

  it.each([
    ['pending-install', ['uninstall', 'slipway']],
    ['pending-upgrade', ['rollback', 'slipway']],
    ['pending-rollback', ['rollback', 'slipway']],
    ['deployed', undefined],
    ['failed', undefined],
    [undefined, undefined],
  ])('after a run that was cut off (%s) does %j first', (status, command) => {
    expect(repairCommand(status)).toEqual(command)
  })

  it('is shown as somebody would type it', () => {
    const words = ['upgrade', join(projectFolder, 'chart'), '--set', 'api.env.A=x y', '/elsewhere/values.yaml']
    expect(shown(words)).toBe(`.tools/bin/${helmProgram} upgrade chart --set 'api.env.A=x y' /elsewhere/values.yaml`)
  })
})
