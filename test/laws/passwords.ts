const passwordsOf = (...users: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(users.map((user) => [user, `password-of-${user}`]))

/** Passwords of all users, as development may write them into its values. */
export const databasePasswords = passwordsOf('postgres', 'migrator', 'app', 'mlflow', 'backup', 'monitor')
export const cachePasswords = passwordsOf('app', 'monitor')
export const mlflowPasswords = passwordsOf('admin', 'session')
