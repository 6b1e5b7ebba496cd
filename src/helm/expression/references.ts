import { captureOrigin } from '../node/origin.js'
import { booleanType, integerType, nameType, stringType, type ValueType } from '../node/value-type.js'
import { type Expr, exprOf, type Ref } from './expr.js'

/** References to the chart's values, typed by the `Values` interface. A wrong path does not compile. */
export const valuesOf = <Values>(): Ref<Values> => exprOf({ kind: 'values', origin: captureOrigin() })

const builtIn = <T>(path: readonly [string, ...string[]], type: ValueType): Expr<T> =>
  exprOf<Expr<T>>({ kind: 'builtIn', path, type, origin: captureOrigin() })

// Getters, so that a mistake with one of these names the line that reads it.

/** `.Release`. `isInstall`, `isUpgrade` and `revision` never change under Argo CD, which only renders templates. */
export const release = {
  get name() {
    return builtIn<string>(['Release', 'Name'], nameType)
  },
  get namespace() {
    return builtIn<string>(['Release', 'Namespace'], stringType)
  },
  get service() {
    return builtIn<string>(['Release', 'Service'], stringType)
  },
  get revision() {
    return builtIn<number>(['Release', 'Revision'], integerType)
  },
  get isInstall() {
    return builtIn<boolean>(['Release', 'IsInstall'], booleanType)
  },
  get isUpgrade() {
    return builtIn<boolean>(['Release', 'IsUpgrade'], booleanType)
  },
}

/** `.Chart`. */
export const chartInfo = {
  get name() {
    return builtIn<string>(['Chart', 'Name'], nameType)
  },
  get version() {
    return builtIn<string>(['Chart', 'Version'], stringType)
  },
  get appVersion() {
    return builtIn<string>(['Chart', 'AppVersion'], stringType)
  },
}

/** `.Capabilities.KubeVersion`; for version tests use `versionAtLeast`, for API tests `hasApi`. */
export const capabilities = {
  get kubeVersion() {
    return builtIn<string>(['Capabilities', 'KubeVersion', 'Version'], stringType)
  },
}
