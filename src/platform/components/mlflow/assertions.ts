import { and, assert, eq, isEmpty, nonEmpty } from '../../../helm/index.js'
import { partnerIsKnown } from '../../kinds/partner-rule.js'
import { createSecrets, passwordsAreComplete, productionNeeds, productionRefuses } from '../../kinds/secret-rules.js'
import { mlflow } from '../../links/mlflow.js'
import { values } from '../../values/index.js'

const { artifacts, existingSecret, external, passwords } = values.mlflow
const usesBucket = and(mlflow.isEmbedded, eq(artifacts.store, 's3'))

export const mlflowAssertions = [
  productionNeeds({
    key: 'mlflow.existingSecret',
    value: existingSecret,
    onlyWhen: mlflow.isEmbedded,
    purpose: 'the login of MLflow',
    example: createSecrets,
  }),
  productionRefuses({ key: 'mlflow.passwords', value: passwords, example: 'mlflow.existingSecret: slipway-mlflow' }),
  ...passwordsAreComplete({
    key: 'mlflow.passwords',
    existingSecret,
    passwords,
    problem: 'is missing, but MLflow needs both admin and session.',
    users: ['admin', 'session'],
  }),
  assert({
    key: 'database.mode',
    refuseWhen: and(mlflow.isEmbedded, eq(values.database.mode, 'none')),
    problem: 'is none, but MLflow keeps its models in the database.',
    example: 'mlflow.mode: none',
  }),
  assert({
    key: 'mlflow.artifacts.s3.uri',
    refuseWhen: and(usesBucket, isEmpty(artifacts.s3.uri)),
    problem: 'is empty, but mlflow.artifacts.store is s3.',
    example: 'uri: s3://models/slipway',
  }),
  partnerIsKnown({
    peer: 'objectStore',
    key: 'mlflow.artifacts.s3.uri',
    address: artifacts.s3.uri,
    onlyWhen: usesBucket,
  }),
  assert({
    key: 'mlflow.external.trackingUri',
    refuseWhen: and(mlflow.isExternal, isEmpty(external.trackingUri)),
    problem: 'is empty, but mlflow.mode is external.',
    example: 'trackingUri: http://mlflow.models:5000',
  }),
  assert({
    key: 'mlflow.external.existingSecret',
    refuseWhen: and(mlflow.isExternal, nonEmpty(external.user), isEmpty(external.existingSecret)),
    problem: 'is empty, but mlflow.external.user needs a password.',
    example: 'existingSecret: mlflow-login',
  }),
  partnerIsKnown({
    peer: 'mlflow',
    key: 'mlflow.external.trackingUri',
    address: external.trackingUri,
    onlyWhen: mlflow.isExternal,
  }),
]
