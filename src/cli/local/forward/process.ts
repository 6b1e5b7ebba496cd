import { createServer, type Server } from 'node:net'
import { DiscoveryV1Api, PortForward } from '@kubernetes/client-node'
import { readKubeconfig } from '../kubernetes/access.js'
import { places } from '../machine/places.js'
import { writeWhole } from '../machine/whole-file.js'
import { connectToPod } from './connection.js'
import type { Forward, Plan, Report, Running } from './plan.js'
import { chooseTarget } from './target.js'

/**
 * The process that forwards ports of this machine to pods, on its own until `down` ends it. Everything that it needs is
 * loaded at its start, so the files of the checkout may change under it. The one that starts it sends the plan.
 */
const host = '127.0.0.1'

let isOpen = false

const report = (text: Report): Promise<void> =>
  new Promise((resolve) => {
    if (process.send === undefined) resolve()
    else process.send(text, undefined, undefined, () => resolve())
  })

const log = (text: string): void => console.error(`${new Date().toISOString()} ${text}`)

const open = async (plan: Plan): Promise<void> => {
  const config = await readKubeconfig(plan.access)
  const discovery = config.makeApiClient(DiscoveryV1Api)
  const forwarding = new PortForward(config)
  const { namespace } = plan

  const serverFor = ({ component, service, port }: Forward): Server => {
    const labelSelector = `kubernetes.io/service-name=${service}`
    let last: string | undefined
    const find = async () => {
      const { items } = await discovery.listNamespacedEndpointSlice({ namespace, labelSelector })
      const target = chooseTarget(items, port, last)
      if (target !== undefined && target.pod !== last) log(`${component}: pod ${target.pod}`)
      last = target?.pod
      return target
    }
    return createServer((socket) => {
      socket.on('error', () => socket.destroy())
      connectToPod(socket, find, forwarding, namespace).catch((error: Error) => {
        log(`${component}: ${error.message}`)
        socket.destroy()
      })
    })
  }

  for (const forward of plan.forwards) {
    const taken = await listen(serverFor(forward), forward.localPort)
    if (taken !== undefined) {
      await report({ taken: forward, code: taken })
      process.exit(1)
    }
  }
  const running: Running = { pid: process.pid, program: process.argv[1] ?? '', plan }
  writeWhole(places.forwards, running)
  isOpen = true
  await report({ isListening: true })
}

const listen = (server: Server, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => resolve(undefined))
  })

// One broken connection must not end the others.
process.on('uncaughtException', (error) => log(`unexpected: ${error.stack}`))
process.on('unhandledRejection', (error) => log(`unexpected: ${String(error)}`))

process.once('message', (plan: Plan) => {
  open(plan).catch(async (error: Error) => {
    await report({ failed: error.message })
    process.exit(1)
  })
})

// When the one who started it ends before the ports are open, nobody would ever stop it.
process.once('disconnect', () => {
  if (!isOpen) process.exit(1)
})
