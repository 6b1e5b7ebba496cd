import {
  add,
  assert,
  type CompiledChart,
  chartInfo,
  checksum,
  configText,
  entries,
  eq,
  gt,
  type Helper,
  helper,
  ifElse,
  json,
  lines,
  lower,
  merge,
  mul,
  named,
  present,
  Resource,
  release,
  structure,
  text,
  when,
} from '../../src/helm/index.js'
import { sample, sampleChart } from './sample-chart.js'

/** A helper that this file declares: in a callback, no caller is on the stack. */
export const declaredElsewhere = (): Promise<{ readonly helper: Helper }> =>
  new Promise((resolve) => {
    setImmediate(() => resolve(helper('sample.elsewhere', { doc: 'x', returns: 'text', body: () => 'x' })))
  })

/** A chart that uses every kind of part: helpers of each type, conditions, names, rules, notes. Made anew by each call. */
export const partsChart = (): CompiledChart => {
  const size = helper('sample.size', {
    doc: 'A word for a number.',
    parameters: { number: 'integer', isExact: 'boolean' },
    returns: 'text',
    body: ({ number, isExact }) =>
      ifElse(
        isExact,
        text`${number}`,
        ifElse(gt(number, 5), 'large', ifElse(gt(number, 2), lower(sample.text), 'small')),
      ),
  })
  const fullname = helper('sample.fullname', { doc: 'The name.', returns: 'name', body: () => text`${release.name}-x` })
  const selector = helper('sample.selector', {
    doc: 'Labels that select a part.',
    parameters: { component: 'string' },
    returns: structure<{ part: string; name: string; optional?: string }>(),
    body: ({ component }) => ({
      part: component,
      name: named('fullname', fullname()),
      optional: present(sample.optional, (number) => text`${number}`),
    }),
  })
  const labels = helper('sample.labels', {
    doc: 'All labels of a part.',
    parameters: { component: 'string', own: sample.labels },
    returns: structure<Record<string, string>>(),
    body: ({ component, own }) => merge({ fixed: [selector({ component }), own], user: sample.labels, winner: 'user' }),
  })
  const constant = helper('sample.constant', {
    doc: 'A mapping.',
    returns: structure<{ fixed: string }>(),
    body: () => ({ fixed: 'x' }),
  })
  const total = helper('sample.total', {
    doc: 'A sum.',
    parameters: { number: 'integer' },
    returns: 'integer',
    body: ({ number }) => add(number, number, 1),
  })
  const twice = helper('sample.twice', {
    doc: 'Twice a number like the count.',
    parameters: { number: sample.count },
    returns: 'integer',
    body: ({ number }) => mul(number, 2),
  })
  const config = new Resource({ data: { file: configText`name = ${fullname()}\n` } })
  const web = new Resource(
    {
      name: text`${fullname()}-web`,
      labels: labels({ component: 'web', own: sample.labels }),
      constant: constant(),
      strict: merge({ fixed: constant(), user: sample.labels, winner: 'fixed' }),
      merged: merge({ fixed: { a: 'x' }, user: constant(), winner: 'user' }),
      inList: [constant(), size({ number: 7, isExact: true })],
      loop: [
        entries(sample.services, (name, service) => ({
          name: text`${fullname()}-${name}`,
          size: size({ number: service.port, isExact: service.public }),
          selector: selector({ component: name }),
          config: checksum(config),
        })),
      ],
      unsure: [
        entries(sample.services, (_name, service) =>
          when(service.public, {
            selector: merge({ fixed: {}, user: constant(), winner: 'user' }),
            c: constant(),
          }),
        ),
      ],
      total: total({ number: sample.count }),
      twice: twice({ number: sample.count }),
      more: add(total({ number: 3 }), 1),
      half: text`${named('half', total({ number: 1 }))} and ${named('text', size({ number: 3, isExact: false }))}`,
      own: named('own', selector({ component: 'db' })),
      config: checksum(config),
      version: text`${chartInfo.name} ${chartInfo.version} ${chartInfo.appVersion}`,
      settings: configText`
        labels = ${json(sample.labels)}
        name = ${fullname()}
      `,
    },
    eq(sample.mode, 'one'),
  )
  const limit = named('limit', add(sample.count, 1))
  return sampleChart({
    templates: { 'web/config': config, 'web/object': web },
    helpers: [size, fullname, selector, labels, constant, total, twice],
    assertions: [
      assert({
        key: 'count',
        refuseWhen: gt(limit, 6),
        problem: text`is ${sample.count}, so that "the limit" of ${limit} is more than 6.`,
        example: 'count: 5',
      }),
      assert({ key: 'enabled', refuseWhen: sample.enabled, problem: sample.text, example: text`enabled: ${false}` }),
    ],
    notes: lines`
      Installed ${release.name} in ${release.namespace} by ${release.service}, 100% {{ braces }}: ${sample.text}.
      Revision ${release.revision}: ${release.isInstall}, ${release.isUpgrade}.
      ${when(gt(sample.count, 1), lines`Count: ${named('n', sample.count)}`)}
    `,
  })
}
