import {
  imagesAreAllowed,
  imagesComeFromTheGlobalRegistry,
  imagesNameTheirVersion,
  podsNameThePullSecrets,
  productionImagesHaveDigests,
} from './images.js'
import { containerOf, proves, set } from './prove.js'

const apiImage = (image: string) => set('Deployment/api', [...containerOf.Deployment, 'image'], image)
const testImage = (image: string) => set('Pod/smoke-test', [...containerOf.Pod, 'image'], image)

proves(imagesAreAllowed, {
  'uses docker.io/bitnami/postgresql:17': apiImage('docker.io/bitnami/postgresql:17'),
  'uses docker.io/bitnamilegacy/redis:8': apiImage('docker.io/bitnamilegacy/redis:8'),
  'uses quay.io/minio/mc:1': testImage('quay.io/minio/mc:1'),
  'uses ghcr.io/slipway/api:latest': apiImage('ghcr.io/slipway/api:latest'),
})

proves(imagesNameTheirVersion, {
  'uses ghcr.io/slipway/api, which': apiImage('ghcr.io/slipway/api'),
  'uses localhost:5000/api, which': apiImage('localhost:5000/api'),
  'uses docker.io/curlimages/curl:, which': testImage('docker.io/curlimages/curl:'),
})

proves(productionImagesHaveDigests, {
  'uses ghcr.io/slipway/api:1.0, which has no digest': apiImage('ghcr.io/slipway/api:1.0'),
  'curl uses docker.io/curlimages/curl:8, which has no digest': testImage('docker.io/curlimages/curl:8'),
})

proves(imagesComeFromTheGlobalRegistry, {
  'takes ghcr.io/slipway/api:1.0 from elsewhere than mirror.example.com/x': apiImage('ghcr.io/slipway/api:1.0'),
  'curl takes mirror.example.com/xy/curl:8 from elsewhere': testImage('mirror.example.com/xy/curl:8'),
})

proves(podsNameThePullSecrets, {
  'curl does not name the pull secret registry': set('Pod/smoke-test', ['spec', 'imagePullSecrets'], undefined),
})
