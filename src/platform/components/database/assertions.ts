import { and, assert, eq, isEmpty } from '../../../helm/index.js'
import { partnerIsKnown } from '../../kinds/partner-rule.js'
import { createSecrets, passwordsAreComplete, productionNeeds, productionRefuses } from '../../kinds/secret-rules.js'
import { database } from '../../links/database.js'
import { values } from '../../values/index.js'
import { embeddedUsers, users } from './secret.js'

const { existingSecret, external, passwords } = values.database

const inline = {
  key: 'database.passwords',
  existingSecret,
  passwords,
  problem: 'is missing, but others have a password here: this user would have none.',
}

export const databaseAssertions = [
  productionNeeds({
    key: 'database.existingSecret',
    value: existingSecret,
    onlyWhen: database.isUsed,
    purpose: 'the passwords of the database',
    example: createSecrets,
  }),
  productionRefuses({
    key: 'database.passwords',
    value: passwords,
    example: 'database.existingSecret: slipway-database',
  }),
  ...passwordsAreComplete({ ...inline, users }),
  ...passwordsAreComplete({ ...inline, users: embeddedUsers, onlyWhen: database.isEmbedded }),
  assert({
    key: 'database.external.host',
    refuseWhen: and(database.isExternal, isEmpty(external.host)),
    problem: 'is empty, but database.mode is external.',
    example: 'host: postgres.example.com',
  }),
  assert({
    key: 'database.external.caSecret',
    refuseWhen: and(database.isExternal, eq(external.sslMode, 'verify-ca'), isEmpty(external.caSecret)),
    problem:
      'is empty, but sslMode verify-ca needs the certificate of the authority; verify-full also takes public ones.',
    example: 'caSecret: postgres-ca',
  }),
  partnerIsKnown({
    peer: 'database',
    key: 'database.external.host',
    address: external.host,
    onlyWhen: database.isExternal,
  }),
]
