import type { PlainMap } from '../../src/helm/index.js'

/** Values that switch on what the environments leave off, for tests that must see every branch of the templates. */
export const combinations: Readonly<Record<string, PlainMap>> = {
  'edge through an ingress with TLS': {
    edge: {
      mode: 'ingress',
      uiHost: 'ui.example.com',
      apiHost: 'api.example.com',
      ingress: { className: 'traefik', annotations: { 'example.com/timeout': '30s' }, tlsSecret: 'wildcard-tls' },
    },
    networkPolicies: { peers: { gateway: { podLabels: { app: 'traefik' }, cidrs: { office: '10.1.0.0/16' } } } },
  },
  'autoscaling off': {
    api: { autoscaling: { enabled: false }, replicas: 4 },
    ui: { autoscaling: { enabled: false }, replicas: 1 },
  },
  'everything optional on': {
    commonLabels: { team: 'forecasting', 'app.kubernetes.io/name': 'not-mine' },
    global: { image: { registry: 'mirror.example.com/proxy', pullSecrets: ['registry-a', 'registry-b'] }, other: 1 },
    api: {
      auth: {
        existingSecret: 'keys',
        hmacSecret: 'hmac',
        oidc: { issuer: 'https://id.example.com', audience: 'slipway-api' },
      },
      model: { uri: 'models:/wine/3' },
      cache: { ttlSeconds: 60 },
      tracing: { endpoint: 'http://collector:4317', sampleRatio: 0.25 },
      env: { EXTRA: 'yes', POD_NAME: 'ignored', NUMBER: '0123' },
      volumes: {
        certs: { secret: { secretName: 'certs', defaultMode: 288 } },
        scratch: { emptyDir: { sizeLimit: '1Gi' } },
      },
      volumeMounts: { certs: { mountPath: '/etc/certs', readOnly: true }, scratch: { mountPath: '/scratch' } },
      podLabels: { tier: 'gold', 'app.kubernetes.io/component': 'not-mine' },
      podAnnotations: { 'example.com/scrape': 'true', 'checksum/config': 'not-mine' },
      scheduling: {
        nodeSelector: { 'kubernetes.io/arch': 'amd64' },
        tolerations: {
          gpu: { key: 'gpu', operator: 'Exists', effect: 'NoSchedule' },
          spot: { key: 'spot', operator: 'Exists' },
        },
      },
      service: { type: 'LoadBalancer', annotations: { 'example.com/internal': 'true' }, sessionAffinity: 'ClientIP' },
    },
    database: {
      existingSecret: 'pg',
      tls: { existingSecret: 'pg-tls' },
      storage: { className: 'fast', whenDeleted: 'Delete' },
      server: { parameters: { work_mem: '64MB', 'auto_explain.log_min_duration': '250ms' } },
      exporter: { enabled: true },
      disruption: { maxUnavailable: 0 },
      scheduling: { nodeSelector: { disk: 'ssd' }, tolerations: { data: { key: 'data', operator: 'Exists' } } },
      podLabels: { tier: 'data' },
    },
    cache: {
      existingSecret: 'valkey',
      exporter: { enabled: true },
      evictionPolicy: 'volatile-ttl',
      env: { TZ: 'UTC' },
    },
    mlflow: {
      existingSecret: 'mlflow',
      publicUrl: 'https://models.example.com',
      allowedHosts: '10.*,192.168.*',
      artifacts: {
        store: 's3',
        s3: {
          uri: 's3://models/slipway',
          endpoint: 'https://s3.example.com',
          region: 'eu-west-1',
          existingSecret: 'models-s3',
        },
      },
      databaseUpgrade: true,
    },
    ui: {
      session: { existingSecret: 'session' },
      apiAccess: { existingSecret: 'ui-api-key', timeoutSeconds: 7 },
      publicUrl: 'https://predict.example.com',
      tracing: { endpoint: 'http://collector:4317' },
    },
    networkPolicies: {
      dns: { cidrs: { nodeLocal: '169.254.20.10/32', other: '10.0.0.10/32' } },
      peers: {
        gateway: { namespaceLabels: { 'kubernetes.io/metadata.name': 'gw' }, podLabels: { app: 'envoy' } },
        prometheus: { namespaceLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
        collector: { podLabels: { app: 'collector' } },
        objectStore: { cidrs: { store: '198.51.100.0/24' } },
        issuer: { cidrs: { id: '203.0.113.0/24' } },
      },
    },
    podSecurity: { userNamespaces: true },
  },
  'policies off, users left to the cluster': {
    networkPolicies: { enabled: false },
    podSecurity: { fixedUsers: false },
    priorityClass: { create: false, name: 'company-serving' },
    limitRange: { enabled: false },
    quota: { mode: 'none' },
    smokeTest: { enabled: false },
    api: { scheduling: { antiAffinity: 'none' } },
  },
  'no priority class, explicit quota': {
    priorityClass: { create: false },
    quota: { mode: 'explicit' },
    fullnameOverride: 'forecast',
    database: { mode: 'none' },
    cache: { mode: 'none' },
    mlflow: { mode: 'none' },
  },
  'stores outside the release': {
    database: {
      mode: 'external',
      existingSecret: 'pg',
      external: { host: 'pg.example.com', port: 6432, caSecret: 'pg-ca', caKey: 'root.pem' },
    },
    cache: { mode: 'external', existingSecret: 'valkey', external: { host: 'valkey.example.com', user: 'api' } },
    mlflow: {
      mode: 'external',
      external: { trackingUri: 'https://mlflow.example.com', user: 'api', existingSecret: 'mlflow-login' },
    },
    networkPolicies: {
      peers: {
        database: { cidrs: { primary: '192.0.2.10/32', replica: '192.0.2.11/32' }, port: 6432 },
        cache: { podLabels: { app: 'valkey' } },
        mlflow: { namespaceLabels: { 'kubernetes.io/metadata.name': 'models' }, port: 443 },
      },
    },
  },
  'MLflow in the release, on a database outside': {
    database: { mode: 'external', existingSecret: 'pg', external: { host: 'pg.example.com', sslMode: 'require' } },
    cache: { mode: 'external', external: { host: 'valkey.example.com' } },
    migrate: { enabled: false },
    firstModel: { enabled: false },
    mlflow: { garbageCollection: { enabled: false } },
    networkPolicies: {
      peers: { database: { cidrs: { primary: '192.0.2.10/32' } }, cache: { cidrs: { primary: '192.0.2.20/32' } } },
    },
  },
}
