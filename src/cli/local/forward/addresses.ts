import { type ComponentName, components } from '../../../platform/topology.js'

interface Page {
  readonly title: string
  readonly port: string
  readonly health: string
}

/** What people open, by component: the name of its port, and a path that answers without a login when it works. */
const pages: {
  readonly [Name in ComponentName]?: Page & { readonly port: keyof (typeof components)[Name]['ports'] }
} = {
  api: { title: 'API', port: 'http', health: '/readyz' },
  ui: { title: 'UI', port: 'http', health: '/_stcore/health' },
  mlflow: { title: 'MLflow', port: 'http', health: '/health' },
}

export interface Address extends Page {
  readonly component: ComponentName
  /** On this machine: the component's own port, unless somebody chose another. */
  readonly localPort: number
  readonly url: string
}

/** Every address, with the ports that somebody chose. */
export const addressesWith = (chosen: Readonly<Record<string, number>>): readonly Address[] =>
  (Object.entries(pages) as [ComponentName, Page][]).map(([component, page]) => {
    const own = (components[component].ports as Readonly<Record<string, number>>)[page.port] as number
    const localPort = chosen[component] ?? own
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
