import { containersIn, podsIn, titleOf } from './kubernetes.js'
import type { Law } from './law.js'

/** A field, where `[]` means every item of a list, and what it may hold. */
interface Rule {
  readonly field: string
  readonly isAllowed: (value: unknown) => boolean
}

const absent = (value: unknown) => value === undefined
const absentOr =
  (...allowed: readonly unknown[]) =>
  (value: unknown) =>
    value === undefined || allowed.includes(value)
const oneOf =
  (...allowed: readonly unknown[]) =>
  (value: unknown) =>
    allowed.includes(value)

const profiles = ['RuntimeDefault', 'Localhost']
const onlyBindService = (value: unknown) =>
  value === undefined || (value as string[]).every((capability) => capability === 'NET_BIND_SERVICE')

// https://kubernetes.io/docs/concepts/security/pod-security-standards/, profile restricted, field by field.
const podRules: readonly Rule[] = [
  { field: 'hostNetwork', isAllowed: absentOr(false) },
  { field: 'hostPID', isAllowed: absentOr(false) },
  { field: 'hostIPC', isAllowed: absentOr(false) },
  { field: 'securityContext.runAsNonRoot', isAllowed: oneOf(true) },
  { field: 'securityContext.runAsUser', isAllowed: (value) => value !== 0 },
  { field: 'securityContext.seccompProfile.type', isAllowed: oneOf(...profiles) },
  { field: 'securityContext.appArmorProfile.type', isAllowed: absentOr(...profiles) },
  { field: 'securityContext.seLinuxOptions', isAllowed: absent },
  { field: 'securityContext.windowsOptions', isAllowed: absent },
  { field: 'securityContext.sysctls', isAllowed: absent },
]

const containerRules: readonly Rule[] = [
  { field: 'securityContext.allowPrivilegeEscalation', isAllowed: oneOf(false) },
  { field: 'securityContext.privileged', isAllowed: absentOr(false) },
  { field: 'securityContext.runAsNonRoot', isAllowed: absentOr(true) },
  { field: 'securityContext.runAsUser', isAllowed: (value) => value !== 0 },
  { field: 'securityContext.capabilities.drop', isAllowed: (value) => Array.isArray(value) && value.includes('ALL') },
  { field: 'securityContext.capabilities.add', isAllowed: onlyBindService },
  { field: 'securityContext.seccompProfile.type', isAllowed: absentOr(...profiles) },
  { field: 'securityContext.appArmorProfile.type', isAllowed: absentOr(...profiles) },
  { field: 'securityContext.procMount', isAllowed: absentOr('Default') },
  { field: 'securityContext.seLinuxOptions', isAllowed: absent },
  { field: 'securityContext.windowsOptions', isAllowed: absent },
  { field: 'ports[].hostPort', isAllowed: absentOr(0) },
  { field: 'startupProbe.httpGet.host', isAllowed: absent },
  { field: 'readinessProbe.httpGet.host', isAllowed: absent },
  { field: 'livenessProbe.httpGet.host', isAllowed: absent },
  { field: 'livenessProbe.tcpSocket.host', isAllowed: absent },
  { field: 'lifecycle.preStop.httpGet.host', isAllowed: absent },
]

const volumeSources = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]

/** Every pod passes the admission check of a namespace that enforces the Pod Security Standard `restricted`. */
export const podsAreRestricted: Law = (objects) => [
  ...podsIn(objects).flatMap(({ owner, spec }) => [
    ...broken(podRules, spec, titleOf(owner)),
    ...(spec.volumes ?? []).flatMap(({ name, ...source }) =>
      Object.keys(source)
        .filter((kind) => !volumeSources.includes(kind))
        .map((kind) => `${titleOf(owner)} has a ${kind} volume, ${name}.`),
    ),
  ]),
  ...containersIn(objects).flatMap(({ container, title }) => broken(containerRules, container, title)),
]

const broken = (rules: readonly Rule[], target: unknown, title: string): readonly string[] =>
  rules.flatMap(({ field, isAllowed }) =>
    valuesAt(target, field.split('.'))
      .filter((value) => !isAllowed(value))
      .map((value) => `${title} has ${field} ${JSON.stringify(value)}.`),
  )

const valuesAt = (target: unknown, [key, ...rest]: readonly string[]): readonly unknown[] => {
  if (key === undefined || target === undefined) return [target]
  const isList = key.endsWith('[]')
  const value = (target as Record<string, unknown>)[isList ? key.slice(0, -2) : key]
  return isList ? ((value ?? []) as unknown[]).flatMap((item) => valuesAt(item, rest)) : valuesAt(value, rest)
}
