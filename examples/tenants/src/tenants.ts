import type { IDeployment } from 'kubernetes-models/apps/v1'
import type { IJob } from 'kubernetes-models/batch/v1'
import type { IService } from 'kubernetes-models/v1'
import * as helm from 'slipway/helm'
import { metadataOf, nameOf, partOf, selectorOf } from './names.js'
import { containerSecurity, podSecurity } from './pods.js'
import type { Values } from './values.js'

const { tenants, wiki } = helm.valuesOf<Values>()

export const tenantDeployments = helm.entries(tenants, (tenant, options) => {
  const part = partOf(tenant)
  return helm.resource<IDeployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadataOf(part),
    spec: {
      replicas: helm.orElse(options.replicas, wiki.replicas),
      selector: { matchLabels: selectorOf({ part }) },
      template: {
        metadata: { labels: selectorOf({ part }) },
        spec: {
          securityContext: podSecurity(),
          nodeSelector: helm.present(options.nodeSelector, (labels) => labels),
          containers: [
            {
              name: 'wiki',
              image: wiki.image,
              args: helm.when(helm.orElse(options.readOnly, false), ['--read-only']),
              env: helm.env(
                {
                  WIKI_TITLE: helm.ifEmpty(options.title, tenant),
                  WIKI_STORE: helm.text`${nameOf({ part: 'store' })}:6379`,
                  POD_IP: { fieldRef: { fieldPath: 'status.podIP' } },
                },
                { user: helm.orElse(options.env, {}), winner: 'fixed' },
              ),
              securityContext: containerSecurity(),
              ports: [{ name: 'http', containerPort: 8080 }],
              readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
            },
            helm.spread(helm.passthrough(wiki.sidecars)),
          ],
        },
      },
    },
  })
})

export const tenantServices = helm.entries(tenants, (tenant) => {
  const part = partOf(tenant)
  return helm.resource<IService>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(part),
    spec: { selector: selectorOf({ part }), ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  })
})

/** Prepares the pages of a tenant for the version that comes. */
export const tenantJobs = helm.entries(tenants, (tenant) => {
  const part = helm.named('part', helm.text`migrate-${tenant}`)
  return helm.resource<IJob>({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      ...metadataOf(part),
      annotations: helm.hook({ on: ['post-install', 'pre-upgrade'], deletePolicy: ['before-hook-creation'] }),
    },
    spec: {
      backoffLimit: 3,
      template: {
        metadata: { labels: selectorOf({ part }) },
        spec: {
          restartPolicy: 'Never',
          securityContext: podSecurity(),
          containers: [
            {
              name: 'migrate',
              image: wiki.image,
              args: ['migrate', helm.text`--tenant=${tenant}`],
              securityContext: containerSecurity(),
            },
          ],
        },
      },
    },
  })
})
