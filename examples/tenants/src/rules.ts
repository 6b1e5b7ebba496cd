import * as helm from 'slipway/helm'
import { nameOf, partOf } from './names.js'
import type { Values } from './values.js'

const { gateway, ingress, reports, tenants, wiki } = helm.valuesOf<Values>()

const replicas = helm.sumOf(
  'replicas',
  helm.entries(tenants, (_tenant, options) => helm.orElse(options.replicas, wiki.replicas)),
)

const tenantRules = [
  helm.assert({
    key: 'tenants',
    refuseWhen: helm.gt(replicas, wiki.maximumReplicas),
    problem: helm.text`ask for ${replicas} pods together, which is more than wiki.maximumReplicas.`,
    example: helm.text`wiki: {maximumReplicas: ${replicas}}`,
  }),
  helm.entries(tenants, (tenant, options) => [
    helm.assert({
      key: helm.text`tenants.${tenant}`,
      refuseWhen: helm.gt(helm.len(nameOf({ part: partOf(tenant) })), 63),
      problem: helm.text`makes names of more than 63 characters in the release ${helm.release.name}.`,
      example: 'a shorter name of the release or of the tenant',
    }),
    helm.assert({
      key: helm.text`tenants.${tenant}.env`,
      refuseWhen: helm.hasKey(helm.orElse(options.env, {}), 'WIKI_TITLE'),
      problem: 'has WIKI_TITLE, which the chart sets.',
      example: helm.text`tenants: {${tenant}: {title: My wiki}}`,
    }),
  ]),
]

const reportRules = helm.entries(reports, (name) =>
  helm.assert({
    key: helm.text`reports.${name}`,
    refuseWhen: helm.gt(helm.len(nameOf({ part: helm.text`report-${name}` })), 52),
    problem: helm.text`makes a CronJob with a name of more than 52 characters in the release ${helm.release.name}.`,
    example: 'a shorter name of the release or of the report',
  }),
)

const routeRules = helm.entries(gateway.routes, (name, route) => [
  helm.assert({
    key: helm.text`gateway.routes.${name}.weights`,
    refuseWhen: helm.isEmpty(route.weights),
    problem: 'is empty, so nobody would answer.',
    example: helm.text`gateway: {routes: {${name}: {weights: {demo: 1}}}}`,
  }),
  helm.entries(route.weights, (tenant) =>
    helm.assert({
      key: helm.text`gateway.routes.${name}.weights.${tenant}`,
      refuseWhen: helm.not(helm.hasKey(tenants, tenant)),
      problem: 'is the weight of a tenant that does not exist.',
      example: helm.text`tenants: {${tenant}: {}}`,
    }),
  ),
])

const hasWildcard = helm.anyOf(
  'hasWildcard',
  helm.entries(ingress.hosts, (host) => helm.hasPrefix(host, '*')),
)

const hostRules = [
  helm.assert({
    key: 'ingress.issuer',
    refuseWhen: helm.and(hasWildcard, helm.not(helm.isSet(ingress.issuer))),
    problem: 'is missing, and without a certificate a wildcard host is an invitation to eavesdrop.',
    example: 'ingress: {issuer: letsencrypt}',
  }),
  helm.entries(ingress.hosts, (host, paths) =>
    helm.assert({
      key: helm.text`ingress.hosts.${host}`,
      refuseWhen: helm.isEmpty(paths),
      problem: 'has no paths.',
      example: helm.text`ingress: {hosts: {${host}: {/: Prefix}}}`,
    }),
  ),
]

/** Each file of rules stands beside the templates that it is about. */
export const rules = {
  'tenants/_checks': tenantRules,
  'gateway/_checks': [routeRules, hostRules],
  'reports/_checks': [reportRules],
}
