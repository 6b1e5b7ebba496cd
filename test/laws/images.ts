import { containersIn } from './kubernetes.js'
import type { Law } from './law.js'

// Withdrawn from Docker Hub (bitnami, minio), or not one version but many (latest).
const forbidden = [/bitnami/, /minio/, /:latest(@|$)/]

export const imagesAreAllowed: Law = (objects) =>
  containersIn(objects)
    .filter(({ container }) => forbidden.some((pattern) => pattern.test(container.image ?? '')))
    .map(({ container, title }) => `${title} uses ${container.image}.`)

/** A reference without tag and digest means `latest`. */
export const imagesNameTheirVersion: Law = (objects) =>
  containersIn(objects)
    .filter(({ container }) => !/[^/]:[A-Za-z0-9_][A-Za-z0-9_.-]*(@sha256:[a-f0-9]{64})?$/.test(container.image ?? ''))
    .map(({ container, title }) => `${title} uses ${container.image}, which has no tag.`)

export const productionImagesHaveDigests: Law = (objects, { values }) =>
  containersIn(objects)
    .filter(() => values.profile === 'production')
    .filter(({ container }) => !/@sha256:[a-f0-9]{64}$/.test(container.image ?? ''))
    .map(({ container, title }) => `${title} uses ${container.image}, which has no digest.`)

/** An image that is written without the image helper does not follow the registry of the values. */
export const imagesComeFromTheGlobalRegistry: Law = (objects, { values }) => {
  const { registry } = values.global.image
  return containersIn(objects)
    .filter(({ container }) => registry !== '' && !container.image?.startsWith(`${registry}/`))
    .map(({ container, title }) => `${title} takes ${container.image} from elsewhere than ${registry}.`)
}

/** A pod whose images need credentials must name them, or it cannot start. */
export const podsNameThePullSecrets: Law = (objects, { values }) =>
  containersIn(objects).flatMap(({ pods, title }) =>
    values.global.image.pullSecrets
      .filter((secret) => !pods.spec.imagePullSecrets?.some(({ name }) => name === secret))
      .map((secret) => `${title} does not name the pull secret ${secret}.`),
  )
