import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'
import { helmVersions, newestHelm } from '../support/render-with-helm.js'
import { firstLineOf } from './command.js'
import type { Table } from './outcome.js'
import { compiler } from './workspace.js'

/** What the numbers depend on. The load is that of the minute before. */
export const describeMachine = (): Table => ({
  header: ['machine', ''],
  rows: [
    ['CPU', `${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores`],
    ['memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['system', `${type()} ${release()}`],
    ['load before the run', `${loadavg()[0]?.toFixed(1)} of ${availableParallelism()} cores`],
    ['Node', process.versions.node],
    ['TypeScript', firstLineOf(process.execPath, [compiler, '--version'])?.replace('Version ', '') ?? 'unknown'],
    ['Go', firstLineOf('go', ['version'])?.replace(/^go version go(\S+).*/, '$1') ?? 'not found'],
    ['Helm', `${newestHelm} measured; the chart supports ${helmVersions.join(', ')}`],
  ],
})
