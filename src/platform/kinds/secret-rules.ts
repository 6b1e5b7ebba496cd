import {
  type Assertion,
  and,
  assert,
  type Expr,
  each,
  eq,
  hasKey,
  isEmpty,
  nonEmpty,
  not,
  type Rules,
  release,
  text,
} from '../../helm/index.js'
import { values } from '../values/index.js'

const isProduction = eq(values.profile, 'production')

/** A command that makes a Secret with one random entry. */
export const createSecret = (name: string, key: string | Expr<string>): Expr<string> => {
  const literal = text`--from-literal=${key}=$(openssl rand -hex 32)`
  return text`kubectl -n ${release.namespace} create secret generic ${name} ${literal}`
}

/** A command that makes every Secret that the values expect: for those with more than one entry. */
export const createSecrets: Expr<string> = text`npx slipway secrets ${release.name} -f values.yaml -n ${release.namespace} | kubectl create -f -`

interface SecretRule {
  /** Path of the value. */
  readonly key: string
  readonly value: Expr<string>
  /** What production needs the Secret for, as the rest of a sentence. */
  readonly purpose: string
  readonly example: Expr<string>
  /** When the Secret is needed; always, if nothing is said. */
  readonly onlyWhen?: Expr<boolean>
}

/** Production runs only with a Secret that exists already. */
export const productionNeeds = ({ key, value, purpose, example, onlyWhen }: SecretRule): Assertion =>
  assert({
    key,
    refuseWhen: and(isProduction, ...(onlyWhen === undefined ? [] : [onlyWhen]), isEmpty(value)),
    problem: text`is empty, but production needs a Secret with ${purpose}.`,
    example,
  })

interface PasswordsRule {
  /** Path of the map. */
  readonly key: string
  readonly existingSecret: Expr<string>
  readonly passwords: Expr<Readonly<Record<string, string>>>
  readonly users: readonly string[]
  readonly problem: string
  /** When these users are needed; always, if nothing is said. */
  readonly onlyWhen?: Expr<boolean>
}

/** Passwords in values, for development, are there for every user or for none. */
export const passwordsAreComplete = ({
  key,
  existingSecret,
  passwords,
  users,
  problem,
  onlyWhen,
}: PasswordsRule): Rules => {
  const areGiven = [isEmpty(existingSecret), nonEmpty(passwords)]
  return [
    each(users, (user) =>
      assert({
        key: text`${key}.${user}`,
        refuseWhen: and(...(onlyWhen === undefined ? [] : [onlyWhen]), ...areGiven, not(hasKey(passwords, user))),
        problem,
        example: text`${user}: at-least-twelve-characters`,
      }),
    ),
  ]
}

interface InlineRule {
  readonly key: string
  readonly value: Expr<unknown>
  readonly example: string
}

/** Values are no place for the secrets of production. */
export const productionRefuses = ({ key, value, example }: InlineRule): Assertion =>
  assert({
    key,
    refuseWhen: and(isProduction, nonEmpty(value)),
    problem: 'holds secrets, which production refuses: values end up in Git and in the release.',
    example,
  })
