import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiServiceAddress } from './addresses.js'
import { places } from './places.js'
import { run } from './shell.js'

const authority = 'ca'
const days = '3650'
const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

interface Certificate {
  /** Name of its files in the folder of keys. */
  readonly name: string
  readonly authority?: string
  /** Who it is for Kubernetes: CN is the user, O the group. */
  readonly subject: string
  /** Names and addresses that it serves under. */
  readonly serves?: readonly string[]
  /** Whether there is a kubeconfig with it. */
  readonly isClient?: true
}

const clusterNames = [
  'kubernetes',
  'kubernetes.default',
  'kubernetes.default.svc',
  'kubernetes.default.svc.cluster.local',
].map((name) => `DNS:${name}`)

const controlPlane = (address: string): readonly Certificate[] => [
  { name: 'etcd', subject: '/CN=etcd', serves: ['IP:127.0.0.1'] },
  {
    name: 'kube-apiserver',
    subject: '/CN=kube-apiserver',
    serves: [...clusterNames, `IP:${address}`, `IP:${apiServiceAddress}`],
  },
  { name: 'front-proxy', authority: 'front-proxy-ca', subject: '/CN=front-proxy' },
  { name: 'admin', subject: '/O=system:masters/CN=admin', isClient: true },
  ...['kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'kube-router', 'volumes'].map(
    (name): Certificate => ({ name, subject: `/CN=system:${name}`, isClient: true }),
  ),
]

/** Makes keys, certificates and kubeconfigs of the control plane, where they are missing. */
export async function makeControlPlaneKeys(address: string): Promise<void> {
  mkdirSync(places.keys, { recursive: true, mode: 0o700 })
  mkdirSync(places.kubeconfigs, { recursive: true, mode: 0o700 })
  await Promise.all([makeAuthority(authority), makeAuthority('front-proxy-ca'), makeServiceAccountKey()])
  await Promise.all(controlPlane(address).map((certificate) => makeCertificate(certificate, address)))
  writeFileSync(places.kubeconfig, readFileSync(join(places.kubeconfigs, 'admin')), { mode: 0o600 })
}

/** The key of a kubelet, which is a client of the API server and a server for it. */
export const makeNodeKeys = (node: string, nodeAddress: string, controlPlaneAddress: string): Promise<void> =>
  makeCertificate(
    {
      name: node,
      subject: `/O=system:nodes/CN=system:node:${node}`,
      serves: [`DNS:${node}`, `IP:${nodeAddress}`],
      isClient: true,
    },
    controlPlaneAddress,
  )

const path = (file: string): string => join(places.keys, file)

async function makeAuthority(name: string): Promise<void> {
  if (existsSync(path(`${name}.crt`))) return
  const uses = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign,digitalSignature']
  const files = ['-keyout', path(`${name}.key`), '-out', path(`${name}.crt`)]
  const extensions = uses.flatMap((use) => ['-addext', use])
  await run('openssl', ['req', '-x509', ...curve, '-days', days, '-subj', `/CN=${name}`, ...extensions, ...files])
}

async function makeServiceAccountKey(): Promise<void> {
  const key = path('service-accounts.key')
  if (existsSync(key)) return
  await run('openssl', ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', key])
  await run('openssl', ['pkey', '-in', key, '-pubout', '-out', path('service-accounts.pub')])
}

async function makeCertificate(certificate: Certificate, controlPlaneAddress: string): Promise<void> {
  const { name, subject, serves = [], isClient } = certificate
  const signer = certificate.authority ?? authority
  const [key, request, signed, extensions] = ['key', 'csr', 'crt', 'ext'].map((end) => path(`${name}.${end}`)) as [
    string,
    string,
    string,
    string,
  ]
  if (!existsSync(signed)) {
    const uses = [
      'keyUsage=critical,digitalSignature,keyEncipherment',
      'extendedKeyUsage=serverAuth,clientAuth',
      ...(serves.length === 0 ? [] : [`subjectAltName=${serves.join(',')}`]),
    ]
    writeFileSync(extensions, `${uses.join('\n')}\n`)
    await run('openssl', ['req', ...curve, '-subj', subject, '-keyout', key, '-out', request])
    const by = ['-CA', path(`${signer}.crt`), '-CAkey', path(`${signer}.key`)]
    const files = ['-in', request, '-extfile', extensions, '-out', signed]
    await run('openssl', ['x509', '-req', ...by, '-days', days, ...files])
  }
  if (isClient === true)
    writeFileSync(join(places.kubeconfigs, name), kubeconfig(name, controlPlaneAddress), { mode: 0o600 })
}

const kubeconfig = (name: string, address: string): string => {
  const encoded = (file: string): string => readFileSync(path(file)).toString('base64')
  return `apiVersion: v1
kind: Config
clusters:
  - name: slipway
    cluster: { server: "https://${address}:6443", certificate-authority-data: ${encoded(`${authority}.crt`)} }
users:
  - name: ${name}
    user: { client-certificate-data: ${encoded(`${name}.crt`)}, client-key-data: ${encoded(`${name}.key`)} }
contexts:
  - name: slipway
    context: { cluster: slipway, user: ${name} }
current-context: slipway
`
}
