import { assert, type Rules, ruleNodes } from '../builder/assertion.js'
import type { Helper } from '../builder/helper.js'
import { type Template, templateNodes } from '../builder/resource.js'
import { lines, type TextBlock, textBlockNode } from '../builder/text-block.js'
import { valuesOf } from '../expression/references.js'
import { json, matches } from '../function/strings.js'
import type { AssertionNode, RuleNode, TemplateNode, TextBlockNode } from '../node/document-node.js'

/** `Chart.yaml`. */
export interface ChartMetadata {
  readonly name: string
  readonly version: string
  readonly appVersion: string
  readonly description: string
  /** A semver constraint. End it with `-0`, or clusters with vendor suffixes are refused. */
  readonly kubeVersion: string
  readonly home?: string
  readonly sources?: readonly string[]
  readonly keywords?: readonly string[]
  readonly maintainers?: readonly { readonly name: string; readonly email?: string; readonly url?: string }[]
  readonly icon?: string
  /** Artifact Hub reads its facts from here. */
  readonly annotations?: Readonly<Record<string, string>>
}

/** Named templates: in one file, `_helpers.tpl`, or by the name of their file, such as `_names`. */
type HelperFiles =
  | readonly { readonly helper: Helper }[]
  | Readonly<Record<string, readonly { readonly helper: Helper }[]>>

export interface ChartSource<Values extends object> {
  readonly metadata: ChartMetadata
  /** `values.yaml`: a value for every key that is not optional. */
  readonly defaults: Values
  /** Objects by the path of their file below `templates/`, without `.yaml`: `ui/deployment`. */
  readonly templates: Readonly<Record<string, Template>>
  readonly helpers: HelperFiles
  /** Rules: in one file, `_checks.tpl`, or by the path of their file without `.tpl`, such as `ui/_checks`. */
  readonly assertions: Rules | Readonly<Record<string, Rules>>
  readonly notes: TextBlock
  /** Further files of the chart by path, such as `README.md`. */
  readonly files?: Readonly<Record<string, string>>
}

export interface ChartDefinition {
  readonly metadata: ChartMetadata
  readonly defaults: Readonly<Record<string, unknown>>
  readonly templates: Readonly<Record<string, readonly TemplateNode[]>>
  readonly helpers: readonly Helper[]
  /** The helpers by the name of their file. */
  readonly helperFiles: Readonly<Record<string, readonly Helper[]>>
  /** What every chart refuses, before anything else: no other rule can tell what is wrong with such values. */
  readonly guards: readonly AssertionNode[]
  /** The rules by the path of their file. */
  readonly checks: Readonly<Record<string, readonly RuleNode[]>>
  readonly notes: TextBlockNode
  readonly files: Readonly<Record<string, string>>
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

const isList = <T>(files: readonly T[] | Readonly<Record<string, readonly T[]>>): files is readonly T[] =>
  Array.isArray(files)

/** Everything that makes up a chart. Nothing is printed yet: that needs the schema of the values. */
export const defineChart = <Values extends object>(source: ChartSource<Values>): ChartDefinition => {
  const { metadata, defaults, templates, helpers, assertions, notes, files = {} } = source
  const helperFiles = mapValues(isList(helpers) ? { _helpers: helpers } : helpers, (listed) =>
    listed.map(({ helper }) => helper),
  )
  const rules = isList(assertions) ? { _checks: assertions } : assertions
  return {
    metadata,
    defaults: defaults as Readonly<Record<string, unknown>>,
    templates: mapValues(templates, (template) => templateNodes(template)),
    helpers: Object.values(helperFiles).flat(),
    helperFiles,
    guards: ruleNodes([reservedText, cutOff]) as readonly AssertionNode[],
    checks: mapValues(rules, ruleNodes),
    notes: textBlockNode(notes) ?? (textBlockNode(lines``) as TextBlockNode),
    files,
  }
}

/** What cannot pass through Helm unchanged, wherever it stands in the values. JSON shows all of it reliably. */
const unwritable = [
  // Escapes of JSON, unless their backslash is itself escaped: then the user wrote a backslash.
  // Helm deletes `<no value>` from every rendered file. U+2028 and U+2029 end a line in YAML, but `nindent` does not indent
  // what follows, so that a text could add keys beside its own.
  '[^\\\\](\\\\\\\\)*\\\\u(003cno value\\\\u003e|202[89])',
  // C1 controls, byte order marks and non-characters, which YAML refuses or folds; and what `--set` makes of bytes that
  // are no UTF-8.
  '[\u007f-\u009f\ufeff\ufffd-\uffff]',
  // The key `<<` merges maps in YAML 1.1, even in quotes.
  '"\\\\u003c\\\\u003c":',
]

const reservedText = assert({
  key: 'values',
  refuseWhen: matches(json(valuesOf()), unwritable.join('|')),
  problem:
    "hold '<no value>' or the key '<<', or bytes, a control character or a line separator (U+2028) that YAML cannot carry.",
  example: 'write it in another way, or keep it in a Secret or ConfigMap of your own',
})

/**
 * A text that ends with an empty line, or is nothing but a line break: YAML writes it as a block that keeps its line breaks, and
 * Helm cuts those off where the block ends an object or a named template.
 */
const cutOff = assert({
  key: 'values',
  refuseWhen: matches(json(valuesOf()), '[^\\\\](\\\\\\\\)*\\\\n\\\\n"|[:,\\[]"\\\\n"'),
  problem: 'hold a text that ends with an empty line, or is one, which Helm would cut off.',
  example: 'end the text with one line break, or with none',
})
