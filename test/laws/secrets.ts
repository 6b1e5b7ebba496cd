import { containersIn, ofKind, titleOf } from './kubernetes.js'
import type { Law, Release } from './law.js'

export const productionMakesNoSecret: Law = (objects, { values }) =>
  ofKind(objects, 'Secret')
    .filter(() => values.profile === 'production')
    .map((secret) => `${titleOf(secret)} comes from the values.`)

const inlineSecrets = ({ values }: Release): readonly string[] =>
  [
    values.api.auth.keys,
    values.database.passwords,
    values.cache.passwords,
    values.mlflow.passwords,
    { cookie: values.ui.session.cookieSecret, key: values.ui.apiAccess.key },
  ]
    .flatMap((secrets) => Object.values(secrets))
    .filter((secret) => secret !== '')

/** Secrets of the values stand in Secrets only: everybody may read ConfigMaps and pods. */
export const secretsStayInSecrets: Law = (objects, release) =>
  objects
    .filter((object) => object.kind !== 'Secret')
    .filter((object) => inlineSecrets(release).some((secret) => JSON.stringify(object).includes(secret)))
    .map((object) => `${titleOf(object)} shows a secret of the values.`)

/** Environment variables leak into dumps and child processes. */
export const secretsAreFiles: Law = (objects) =>
  containersIn(objects)
    .filter(
      ({ container }) =>
        container.env?.some(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined) ||
        container.envFrom?.some(({ secretRef }) => secretRef !== undefined),
    )
    .map(({ title }) => `${title} gets a secret as an environment variable.`)
