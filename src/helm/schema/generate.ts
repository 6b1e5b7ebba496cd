import { resolve } from 'node:path'
import { BuildErrors } from '../node/build-error.js'
import { formatPosition, relativeTo } from '../node/origin.js'
import { sourceMistakes } from './check-source.js'
import { Declarations } from './declarations.js'
import type { JsonSchema } from './json-schema.js'
import { keyPosition } from './key-positions.js'
import { postProcess } from './post-process.js'
import { rawSchemaOf } from './raw-schema.js'
import { SchemaCache } from './schema-cache.js'

export interface SchemaSource {
  /** The TypeScript file that exports the type. */
  readonly file: string
  /** The name of the type. */
  readonly type: string
  /** Where to keep the result until a source file changes; the generator takes more than a second. */
  readonly cacheFolder?: string
}

/**
 * The JSON schema of a TypeScript type: what `values.schema.json` holds, which Helm enforces as `renderChart` does.
 *
 * @throws BuildErrors listing, each with its line, every tag and type that would be dropped, that Helm would not enforce, or
 * that would give users an unreadable message.
 */
export const generateSchema = ({ file, type, cacheFolder }: SchemaSource): JsonSchema => {
  const cache = cacheFolder === undefined ? undefined : new SchemaCache(cacheFolder, file, type)
  const known = cache?.read()
  if (known !== undefined) return known
  const source = resolve(file)
  const declarations = new Declarations()
  const headline = `the type ${type} in ${relativeTo(process.cwd(), source)} cannot become a values schema:`
  const mistakes = sourceMistakes(declarations, source, type)
  if (mistakes.length > 0) throw new BuildErrors([headline, ...mistakes])
  const schema = postProcess(rawSchemaOf(source, type), headline, (path) => {
    const position = keyPosition(declarations, source, type, path)
    return position === undefined ? '' : `${formatPosition(position)}: `
  })
  cache?.write(schema, declarations.files)
  return schema
}
