import { type Ref, valuesOf } from '../../../../src/helm/index.js'
import { byName, integerSchema, objectSchema, switchSchema, textMapSchema, textSchema } from '../growing-chart.js'

export type ComponentName = `c${number}`

export interface Amounts {
  readonly cpu: string
  readonly memory: string
}

export interface Resources {
  readonly requests: Amounts
  readonly limits: Amounts
}

/** The values of one component. */
interface ComponentValues {
  readonly enabled: boolean
  readonly image: string
  readonly replicas: number
  readonly surge: number
  readonly port: number
  readonly resources: Resources
  readonly env: Readonly<Record<string, string>>
}

export interface ComponentsValues {
  /** The most that one container may use. */
  readonly largest: Amounts
  readonly quota: { readonly enabled: boolean; readonly headroom: Amounts }
  readonly components: Readonly<Record<ComponentName, ComponentValues>>
}

const amountsSchema = objectSchema({ cpu: textSchema, memory: textSchema })

const componentSchema = objectSchema({
  enabled: switchSchema,
  image: textSchema,
  replicas: integerSchema,
  surge: integerSchema,
  port: integerSchema,
  resources: objectSchema({ requests: amountsSchema, limits: amountsSchema }),
  env: textMapSchema,
})

export const schemaOf = (names: readonly ComponentName[]) =>
  objectSchema({
    largest: amountsSchema,
    quota: objectSchema({ enabled: switchSchema, headroom: amountsSchema }),
    components: objectSchema(byName(names, () => componentSchema)),
  })

const componentDefaults: ComponentValues = {
  enabled: true,
  image: 'registry.example.com/app:1.0.0',
  replicas: 2,
  surge: 1,
  port: 8080,
  resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '2', memory: '1Gi' } },
  env: { LOG_LEVEL: 'info' },
}

export const defaultsOf = (names: readonly ComponentName[]): ComponentsValues => ({
  largest: { cpu: '4', memory: '16Gi' },
  quota: { enabled: true, headroom: { cpu: '1', memory: '1Gi' } },
  components: byName(names, () => componentDefaults),
})

export const values = valuesOf<ComponentsValues>()

/** The values of a component that is not one of a loop. */
export const ownValues = (name: ComponentName) => values.components[name] as Ref<ComponentValues>
