import { beforeEach } from 'vitest'
import { keepDiagnostics } from './diagnostics.js'
import { namespacesOfRun } from './namespaces.js'

// A failure in a cluster is seldom explained by its message alone.
beforeEach(({ onTestFailed }) => {
  onTestFailed(async ({ task }) => {
    const [error] = task.result?.errors ?? []
    const folder = await keepDiagnostics(task.name, error?.stack ?? error?.message ?? '', await namespacesOfRun())
    if (error !== undefined) error.message += `\nthe state of the cluster is in ${folder}`
    console.error(`FAILED: ${task.name}: the state of the cluster is in ${folder}`)
  })
})
