import { portsOf, type ServerName, type servers } from '../../../platform/topology.js'

interface Page {
  readonly title: string
  readonly port: string
  readonly health: string
}

/** What people open, by component: the name of its port, and a path that answers without a login when it works. */
const pages: {
  readonly [Name in ServerName]?: Page & { readonly port: keyof (typeof servers)[Name]['ports'] }
} = {
  api: { title: 'API', port: 'http', health: '/readyz' },
  ui: { title: 'UI', port: 'http', health: '/_stcore/health' },
  mlflow: { title: 'MLflow', port: 'http', health: '/health' },
}

export interface Address extends Page {
  readonly component: ServerName
  /** On this machine: the component's own port, unless somebody chose another. */
  readonly localPort: number
  readonly url: string
}

/** Every address, with the ports that somebody chose. */
export const addressesWith = (chosen: Readonly<Record<string, number>>): readonly Address[] =>
  (Object.entries(pages) as [ServerName, Page][]).map(([component, page]) => {
    const localPort = chosen[component] ?? (portsOf(component)[page.port]?.number as number)
    return { ...page, component, localPort, url: `http://localhost:${localPort}` }
  })

const answerSeconds = 4

/** Why an address does not answer as it should; `undefined` when it does. */
export const silenceOf = async ({ url, health }: Address): Promise<string | undefined> => {
  try {
    const { ok, status } = await fetch(`${url}${health}`, { signal: AbortSignal.timeout(1000 * answerSeconds) })
    return ok ? undefined : `${health} answers ${status}`
  } catch (error) {
    const { name, cause } = error as { name: string; cause?: { code?: string; message?: string } }
    if (name === 'TimeoutError') return `no answer in ${answerSeconds} s`
    return cause?.code === 'ECONNREFUSED' ? 'nobody listens' : cause?.message || String(error)
  }
}
