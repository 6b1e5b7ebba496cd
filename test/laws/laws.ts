import * as capacity from './capacity.js'
import * as containers from './containers.js'
import * as frozenSelectors from './frozen-selectors.js'
import * as images from './images.js'
import * as jobs from './jobs.js'
import type { Law } from './law.js'
import * as mergeKeys from './merge-keys.js'
import * as names from './names.js'
import * as network from './network.js'
import * as objects from './objects.js'
import * as paths from './paths.js'
import * as podSecurity from './pod-security.js'
import * as references from './references.js'
import * as scaling from './scaling.js'
import * as secrets from './secrets.js'
import * as selection from './selection.js'
import * as storage from './storage.js'
import * as volumes from './volumes.js'

/** Every law over rendered objects, by name: what is exported by a file of laws is one. */
export const laws: Readonly<Record<string, Law>> = {
  ...capacity,
  ...containers,
  ...frozenSelectors,
  ...images,
  ...jobs,
  ...mergeKeys,
  ...names,
  ...network,
  ...objects,
  ...paths,
  ...podSecurity,
  ...references,
  ...scaling,
  ...secrets,
  ...selection,
  ...storage,
  ...volumes,
}
