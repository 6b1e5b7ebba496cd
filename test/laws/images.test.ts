import {
  imagesAreAllowed,
  imagesComeFromTheGlobalRegistry,
  imagesNameTheirVersion,
  podsNameThePullSecrets,
  productionImagesHaveDigests,
} from './images.js'
import { containerOf, podOf, proves, set } from './prove.js'

const apiImage = (image: string) => set('Deployment/api', [...containerOf.Deployment, 'image'], image)
const upgradeImage = (image: string) =>
  set('Deployment/mlflow', [...podOf.Deployment, 'initContainers', 0, 'image'], image)
const jobImage = (image: string) => set('Job/migrate', [...containerOf.Job, 'image'], image)
const cronImage = (image: string) => set('CronJob/mlflow-gc', [...containerOf.CronJob, 'image'], image)
const testImage = (image: string) => set('Pod/smoke-test', [...containerOf.Pod, 'image'], image)

proves(imagesAreAllowed, {
  'uses docker.io/bitnami/postgresql:17': apiImage('docker.io/bitnami/postgresql:17'),
  'uses docker.io/bitnamilegacy/redis:8': apiImage('docker.io/bitnamilegacy/redis:8'),
  'uses quay.io/minio/mc:1': testImage('quay.io/minio/mc:1'),
  'database uses docker.io/bitnami/postgresql:18': set(
    'StatefulSet/database',
    [...containerOf.StatefulSet, 'image'],
    'docker.io/bitnami/postgresql:18',
  ),
  'uses ghcr.io/slipway/api:latest': apiImage('ghcr.io/slipway/api:latest'),
})

proves(imagesNameTheirVersion, {
  'uses ghcr.io/slipway/api, which': apiImage('ghcr.io/slipway/api'),
  'uses localhost:5000/api, which': apiImage('localhost:5000/api'),
  'database-upgrade uses mlflow, which': upgradeImage('mlflow'),
  'uses docker.io/curlimages/curl:, which': testImage('docker.io/curlimages/curl:'),
})

proves(productionImagesHaveDigests, {
  'uses ghcr.io/slipway/api:1.0, which has no digest': apiImage('ghcr.io/slipway/api:1.0'),
  'curl uses docker.io/curlimages/curl:8, which has no digest': testImage('docker.io/curlimages/curl:8'),
  'migrate uses ghcr.io/slipway/api:1.0, which has no digest': jobImage('ghcr.io/slipway/api:1.0'),
  'mlflow-gc uses ghcr.io/mlflow/mlflow:v3, which has no digest': cronImage('ghcr.io/mlflow/mlflow:v3'),
})

proves(imagesComeFromTheGlobalRegistry, {
  'takes ghcr.io/slipway/api:1.0 from elsewhere than mirror.example.com/x': apiImage('ghcr.io/slipway/api:1.0'),
  'curl takes mirror.example.com/xy/curl:8 from elsewhere': testImage('mirror.example.com/xy/curl:8'),
  'migrate takes ghcr.io/slipway/api:1.0 from elsewhere': jobImage('ghcr.io/slipway/api:1.0'),
  'database-upgrade takes ghcr.io/mlflow/mlflow:v3 from elsewhere': upgradeImage('ghcr.io/mlflow/mlflow:v3'),
})

proves(podsNameThePullSecrets, {
  'mlflow-gc does not name the pull secret registry': set(
    'CronJob/mlflow-gc',
    [...podOf.CronJob, 'imagePullSecrets'],
    undefined,
  ),
  'curl does not name the pull secret registry': set('Pod/smoke-test', ['spec', 'imagePullSecrets'], undefined),
})
