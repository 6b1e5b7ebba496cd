export { type AgreementCase, disagreements, filesOf } from './agreement.js'
export { differences } from './difference.js'
export {
  type DifferentialOptions,
  type DifferentialReport,
  DisagreementError,
  differentialCheck,
} from './differential-check.js'
export { helmCommand } from './helm-command.js'
export { type HelmEngine, startHelmEngine } from './helm-engine.js'
export type { HelmRenderer, HelmRequest, HelmResult } from './helm-renderer.js'
export { type InvalidValues, invalidValues } from './invalid-values.js'
export { objectOf, objectsOf } from './rendered.js'
export { trickyTexts } from './tricky-texts.js'
export { type Change, changesArbitrary, overridesOf, valueArbitrary } from './values-arbitrary.js'
