import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Failure } from '../failure.js'
import type { Kind } from '../kubernetes-kinds.js'
import { mapSchema, type Schema } from './schema.js'
import { bare, closed } from './strict.js'

const { resolve } = createRequire(import.meta.url)
const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'

/**
 * The strict schema of a Gateway API kind, from the npm package with its types. The package keeps the schema to itself,
 * as a JSON literal in a generated file, so it is read from the text.
 */
export function gatewaySchema({ apiVersion, kind }: Kind): Schema {
  const file = resolve(`@kubernetes-models/gateway-api/${apiVersion}/${kind}`)
  const literal = /^const schema = (\{\n.*?\n\});$/ms.exec(readFileSync(file, 'utf8'))?.[1]
  if (literal === undefined) throw new Failure(`no schema found in ${apiVersion}/${kind} of the Gateway API package`)
  const schema = JSON.parse(literal) as Schema
  const properties = { ...(schema.properties as Schema), metadata: { $ref: objectMeta } }
  return mapSchema({ ...schema, properties }, (part) => bare(closed(part)))
}
