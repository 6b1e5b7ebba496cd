import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../src/cli/project.js'
import { codeOf, type Template, type TemplateLaw } from './templates.js'

/** Random, or of the time, the machine or the cluster: every render would be another one. */
const unsteadyFunctions = [
  'now|ago|date|dateInZone|date_in_zone|dateModify|htmlDate|htmlDateInZone',
  'rand[A-Za-z]*|shuffle|uuidv4|bcrypt|htpasswd|encryptAES',
  'gen[A-Z][A-Za-z]*|derivePassword|buildCustomCert',
  'env|expandenv|getHostByName|lookup',
  // Runs text of the values as a template.
  'tpl',
].join('|')

/** Argo CD renders without a cluster, and every time as a first installation. */
const unsteadyFields = [
  '\\.Capabilities\\b',
  '\\.Release\\.IsInstall\\b',
  '\\.Release\\.IsUpgrade\\b',
  '\\.Release\\.Revision\\b',
].join('|')

const unsteady = new RegExp(`(?<![\\w.$])(?:${unsteadyFunctions})(?![\\w.])|${unsteadyFields}`, 'g')

/**
 * A Job can never change, so its name does, with each revision: one helper may know it, and only names of Jobs end in that.
 * Argo CD always says the first revision; test/laws/job-names.test.ts shows that the name changes there all the same.
 */
const helperOfJobNames = /\{\{-? define "slipway\.run" -?\}\}[\s\S]*?\{\{-? end -?\}\}/
const nameOfJob = /^ {2}name: .*\{\{ include "slipway\.run" \. \}\}$/m

export const templatesAreSteady: TemplateLaw = (templates) =>
  templates.flatMap(({ path, text }) => {
    const isJob = /^kind: Job$/m.test(text)
    const rest = text.replace(helperOfJobNames, '').replace(isJob ? nameOfJob : /(?!)/, '')
    return [
      ...[...codeOf({ path, text: rest }).matchAll(unsteady)].map(([word]) => `${path} uses ${word}.`),
      ...(rest.includes('"slipway.run"') ? [`${path} uses slipway.run.`] : []),
    ]
  })

const longestLine = 160

export const linesAreShort: TemplateLaw = (templates) =>
  templates.flatMap(({ path, text }) =>
    text
      .split('\n')
      .map((line, index) => ({ line, number: index + 1 }))
      .filter(({ line }) => line.length >= longestLine)
      .map(({ line, number }) => `${path}:${number} has ${line.length} characters.`),
  )

/** The toolkit's own: it fails with what the rules beside the templates find. */
const collector = 'checks.yaml'

/** The comment at the top leads to the TypeScript that a template comes from. */
export const templatesNameTheirSource: TemplateLaw = (templates) =>
  templates.flatMap((template) => {
    const sources = sourcesOf(template)
    if (sources.length === 0) return template.path === collector ? [] : [`${template.path} names no source.`]
    return sources
      .filter((source) => !/^src\/.+\.ts$/.test(source) || !existsSync(join(projectFolder, source)))
      .map((source) => `${template.path} names ${source}, which is not there.`)
  })

const sourcesOf = ({ text }: Template): readonly string[] => {
  const one = /^\{\{- \/\* Generated from (\S+): /.exec(text)?.[1]
  if (one !== undefined) return [one]
  const several = /^\{\{- \/\* Generated from these files: .*\n((?: {2}.*\n)+)\*\//.exec(text)?.[1]
  return several?.trim().split(/\n {2}/) ?? []
}
