import { captureOrigin, Origin } from '../node/origin.js'
import { booleanType, integerType, nameType, stringType, type ValueType } from '../node/value-type.js'
import { type Expr, exprOf, type Ref } from './expr.js'

const noOrigin = new Origin({})

/** References to the chart's values, typed by the `Values` interface. A wrong path does not compile. */
export const valuesOf = <Values>(): Ref<Values> => exprOf({ kind: 'values', origin: captureOrigin() })

const builtIn = <T>(path: readonly [string, ...string[]], type: ValueType): Expr<T> =>
  exprOf<Expr<T>>({ kind: 'builtIn', path, type, origin: noOrigin })

/** `.Release`. `isInstall`, `isUpgrade` and `revision` never change under Argo CD, which only renders templates. */
export const release = {
  name: builtIn<string>(['Release', 'Name'], nameType),
  namespace: builtIn<string>(['Release', 'Namespace'], stringType),
  service: builtIn<string>(['Release', 'Service'], stringType),
  revision: builtIn<number>(['Release', 'Revision'], integerType),
  isInstall: builtIn<boolean>(['Release', 'IsInstall'], booleanType),
  isUpgrade: builtIn<boolean>(['Release', 'IsUpgrade'], booleanType),
} as const

/** `.Chart`. */
export const chartInfo = {
  name: builtIn<string>(['Chart', 'Name'], nameType),
  version: builtIn<string>(['Chart', 'Version'], stringType),
  appVersion: builtIn<string>(['Chart', 'AppVersion'], stringType),
} as const

/** `.Capabilities.KubeVersion`; for version tests use `kubeVersionAtLeast`, for API tests `hasApi`. */
export const capabilities = {
  kubeVersion: builtIn<string>(['Capabilities', 'KubeVersion', 'Version'], stringType),
} as const
