/** Values that switch everything on. */
export const everything = {
  tenants: {
    acme: { title: 'ACME "wiki"', replicas: 3, env: { THEME: 'dark' }, nodeSelector: { disk: 'ssd' } },
    zoo: { readOnly: true },
  },
  wiki: { sidecars: [{ name: 'logs', image: 'docker.io/fluent/fluent-bit:4.1.0' }] },
  gateway: {
    routes: { all: { path: '/', weights: { demo: 1, acme: 3 } }, zoo: { path: '/zoo', weights: { zoo: 1 } } },
  },
  ingress: {
    hosts: { 'wiki.example.com': { '/': 'Prefix', '/zoo': 'Exact' }, '*.wiki.example.com': { '/': 'Prefix' } },
    issuer: 'letsencrypt',
  },
  store: { medium: 'memory' },
}
