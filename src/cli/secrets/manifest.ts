import { stringify } from 'yaml'
import { portableYaml } from '../../helm/index.js'
import type { ListedSecret } from '../../platform/secrets.js'
import type { Contents } from './content.js'

const toYaml = (object: unknown): string => stringify(object, { ...portableYaml, lineWidth: 0 })

/** What the user must add, as comments in front of the object. */
const comment = ({ value, entries }: ListedSecret): string =>
  [
    `# ${value}`,
    ...entries
      .filter(({ content }) => content === 'given')
      .map(({ key, purpose }) => `# yours to add: ${key}, ${purpose}`),
  ].join('\n')

/** Secrets with new content, as YAML documents; those of which nothing can be made are left out. */
export const secretManifests = (
  secrets: readonly ListedSecret[],
  namespace: string,
  contents: Contents,
): readonly string[] =>
  secrets.flatMap((secret) => {
    const stringData = Object.fromEntries(contents.get(secret.name) ?? [])
    if (Object.keys(stringData).length === 0) return []
    const { name } = secret
    const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type: 'Opaque', stringData }
    return `${comment(secret)}\n${toYaml(object)}`
  })

/** ExternalSecrets that read every entry from a store, under `<namespace>/<name of the Secret>`. */
export const externalSecretManifests = (
  secrets: readonly ListedSecret[],
  namespace: string,
  store: string,
): readonly string[] =>
  secrets.map((secret) => {
    const { name, entries } = secret
    const object = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, namespace },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'ClusterSecretStore', name: store },
        target: { name, creationPolicy: 'Owner' },
        data: entries.map(({ key }) => ({ secretKey: key, remoteRef: { key: `${namespace}/${name}`, property: key } })),
      },
    }
    return `# ${secret.value}\n${toYaml(object)}`
  })
