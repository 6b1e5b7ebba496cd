import type { IConfigMap, IPod } from 'kubernetes-models/v1'
import {
  assert,
  type CompiledChart,
  type Expr,
  each,
  entries,
  eq,
  gt,
  helper,
  hook,
  present,
  type Resource,
  release,
  resource,
  resourceWhen,
  text,
  when,
} from '../../src/helm/index.js'
import { sample, sampleChart } from './sample-chart.js'

const nameOf = helper('sample.nameOf', {
  doc: 'The name of a part.',
  parameters: { part: 'string' },
  returns: 'text',
  body: ({ part }) => text`${release.name}-${part}`,
})

const configMap = (name: Expr<string>, value: string | Expr<string>): Resource =>
  resource<IConfigMap>({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { value } })

/** A chart whose templates make several objects, with rules in loops, and helpers and rules in several files. */
export const severalObjects = (): CompiledChart =>
  sampleChart({
    templates: {
      // More than ten of them: Helm numbers the documents of a file, and sorts the numbers as texts.
      'map/config-maps': entries(sample.ports, (name, port) => configMap(nameOf({ part: name }), text`${port}`)),
      'map/conditional': entries(sample.services, (name, service) =>
        when(service.public, configMap(text`${name}-public`, text`${service.port}`)),
      ),
      'map/pairs': entries(sample.labels, (name, value) => [
        configMap(text`${name}-a`, value),
        resourceWhen<IPod>(gt(sample.count, 1), {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            name: text`${name}-pod`,
            annotations: hook({ on: ['test'], deletePolicy: ['before-hook-creation'] }),
          },
        }),
      ]),
      'constant/config-maps': when(
        sample.enabled,
        each(['one', 'two'], (item) => configMap(text`${item}-${sample.mode}`, item)),
      ),
      'present/config-map': present(sample.text, (value) => configMap(release.name, value)),
    },
    helpers: { _names: [nameOf], _none: [] },
    assertions: {
      'ports/_checks': [
        entries(sample.ports, (name, port) =>
          assert({
            key: text`ports.${name}`,
            refuseWhen: gt(port, 65535),
            problem: text`is ${port}, and no port is more than 65535.`,
            example: text`ports: {${name}: 80}`,
          }),
        ),
      ],
      'words/_checks': [
        when(
          sample.enabled,
          each(sample.words, (word) =>
            assert({ key: 'words', refuseWhen: eq(word, ''), problem: 'hold an empty word.', example: 'words: [a]' }),
          ),
        ),
        present(sample.optional, (number) =>
          assert({ key: 'optional', refuseWhen: gt(number, 9), problem: text`is ${number}.`, example: 'optional: 9' }),
        ),
      ],
    },
  })
