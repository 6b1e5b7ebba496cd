import type { IDeployment } from 'kubernetes-models/apps/v1'
import type { IConfigMap, IService } from 'kubernetes-models/v1'
import * as helm from 'slipway/helm'
import { metadataOf, nameOf, partOf, selectorOf } from './names.js'
import { containerSecurity, podSecurity } from './pods.js'
import type { Values } from './values.js'

const { gateway } = helm.valuesOf<Values>()
const part = 'gateway'

export const gatewayConfig = helm.resource<IConfigMap>({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: metadataOf(part),
  data: {
    'default.conf': helm.configText`
      ${helm.entries(
        gateway.routes,
        (name, route) => helm.lines`
          upstream ${name} {
            ${helm.entries(
              route.weights,
              (tenant, weight) =>
                helm.lines`server ${helm.text`${nameOf({ part: partOf(tenant) })}:80`} weight=${weight};`,
            )}
          }
        `,
      )}
      server {
        listen 8080;
        ${helm.entries(
          gateway.routes,
          (name, route) => helm.lines`location ${route.path} { proxy_pass ${helm.text`http://${name}`}; }`,
        )}
      }
    `,
  },
})

export const gatewayDeployment = helm.resource<IDeployment>({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: metadataOf(part),
  spec: {
    selector: { matchLabels: selectorOf({ part }) },
    template: {
      metadata: {
        labels: selectorOf({ part }),
        annotations: { 'checksum/config': helm.checksum(gatewayConfig) },
      },
      spec: {
        securityContext: podSecurity(),
        containers: [
          {
            name: 'nginx',
            image: gateway.image,
            securityContext: containerSecurity(),
            ports: [{ name: 'http', containerPort: 8080 }],
            volumeMounts: [
              { name: 'config', mountPath: '/etc/nginx/conf.d', readOnly: true },
              { name: 'scratch', mountPath: '/tmp' },
            ],
          },
        ],
        volumes: [
          { name: 'config', configMap: { name: nameOf({ part }) } },
          { name: 'scratch', emptyDir: {} },
        ],
      },
    },
  },
})

export const gatewayService = helm.resource<IService>({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadataOf(part),
  spec: { selector: selectorOf({ part }), ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
})
