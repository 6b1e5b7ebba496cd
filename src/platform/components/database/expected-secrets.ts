import { and, isEmpty, nonEmpty, or } from '../../../helm/index.js'
import { type ExpectedSecret, given, random } from '../../kinds/expected-secret.js'
import { database } from '../../links/database.js'
import { mlflow } from '../../links/mlflow.js'
import { values } from '../../values/index.js'

const { existingSecret, external, passwords, tls } = values.database

/** The passwords are not in the values. */
const isElsewhere = or(nonEmpty(existingSecret), isEmpty(passwords))

export const databaseSecrets: readonly ExpectedSecret[] = [
  {
    value: 'database.existingSecret',
    name: database.secretName,
    isExpected: and(database.isEmbedded, isElsewhere),
    entries: [
      { key: 'postgres', purpose: 'superuser, makes the others', content: random },
      { key: 'migrator', purpose: 'owns the tables of the prediction log', content: random },
      { key: 'app', purpose: 'reads and writes them', content: random },
      { key: 'mlflow', purpose: 'owns the databases of MLflow', content: random },
      { key: 'backup', purpose: 'copies everything', content: random },
      { key: 'monitor', purpose: 'reads statistics', content: random },
    ],
  },
  {
    value: 'database.existingSecret',
    name: database.secretName,
    isExpected: and(database.isExternal, isElsewhere),
    entries: [
      { key: 'migrator', purpose: 'password of the owner of the tables', content: given },
      { key: 'app', purpose: 'password of the user of the API', content: given },
    ],
  },
  {
    value: 'database.existingSecret',
    name: database.secretName,
    isExpected: and(database.isExternal, mlflow.isEmbedded, isElsewhere),
    entries: [{ key: 'mlflow', purpose: 'password of the owner of the databases of MLflow', content: given }],
  },
  {
    value: 'database.tls.existingSecret',
    name: tls.existingSecret,
    isExpected: and(database.isEmbedded, nonEmpty(tls.existingSecret)),
    entries: [
      { key: 'tls.crt', purpose: 'certificate of the database', content: given },
      { key: 'tls.key', purpose: 'its private key', content: given },
      { key: 'ca.crt', purpose: 'certificate of the authority that signed it', content: given },
    ],
  },
  {
    value: 'database.external.caSecret',
    name: external.caSecret,
    isExpected: and(database.isExternal, nonEmpty(external.caSecret)),
    entries: [
      { key: external.caKey, purpose: "certificate of the authority that signed the database's", content: given },
    ],
  },
]
