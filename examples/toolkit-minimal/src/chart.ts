import { fileURLToPath } from 'node:url'
import type { IDeployment } from 'kubernetes-models/apps/v1'
import type { IConfigMap, IService } from 'kubernetes-models/v1'
import * as helm from 'slipway/helm'
import { defaults, type Values } from './values.js'

const { image, replicas, greeting, metrics, env, podLabels } = helm.valuesOf<Values>()
const name = helm.text`${helm.release.name}-greeter`
const selector = { 'app.kubernetes.io/name': 'greeter', 'app.kubernetes.io/instance': helm.release.name }

const configMap = helm.resource<IConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, labels: selector },
  data: {
    'default.conf': helm.configText`
    server {
      listen 8080;
      location / { return 200 ${greeting}; }
      ${helm.when(metrics, helm.lines`location /metrics { stub_status; }`)}
    }
  `,
  },
})

const deployment = helm.resource<IDeployment>({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, labels: selector },
  spec: {
    replicas,
    selector: { matchLabels: selector },
    template: {
      metadata: {
        labels: helm.merge({ fixed: selector, user: podLabels, winner: 'fixed' }),
        annotations: { 'checksum/config': helm.checksum(configMap) },
      },
      spec: {
        containers: [
          {
            name: 'server',
            image,
            env: helm.env({ TZ: 'UTC' }, { user: env, winner: 'user' }),
            ports: [
              { name: 'http', containerPort: 8080 },
              helm.when(metrics, { name: 'metrics', containerPort: 9113 }),
            ],
            volumeMounts: [{ name: 'config', mountPath: '/etc/nginx/conf.d', readOnly: true }],
          },
        ],
        volumes: [{ name: 'config', configMap: { name } }],
      },
    },
  },
})

const service = helm.resource<IService>({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, labels: selector },
  spec: { selector, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
})

const source = helm.defineChart<Values>({
  metadata: {
    name: 'greeter',
    version: '1.0.0',
    appVersion: '1.29.3',
    description: 'Greets.',
    kubeVersion: '>=1.33-0',
  },
  defaults,
  templates: { 'config-map': configMap, deployment, service },
  helpers: [],
  assertions: [
    helm.assert({
      key: 'image',
      refuseWhen: helm.not(helm.contains(image, ':')),
      problem: helm.text`is ${image}, which has no tag.`,
      example: 'image: docker.io/library/nginx:1.29.3',
    }),
  ],
  notes: helm.lines`Try it: kubectl port-forward service/${name} 8080:80 -n ${helm.release.namespace}`,
})

const valuesFile = fileURLToPath(new URL('./values.ts', import.meta.url))
export const chart = helm.compileChart(source, helm.generateSchema({ file: valuesFile, type: 'Values' }))
