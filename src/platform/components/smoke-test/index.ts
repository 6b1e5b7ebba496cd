import { networkPolicyFor } from '../../kinds/network-policy.js'
import { values } from '../../values/index.js'
import { smokeTestPod } from './pod.js'

/** The objects of `helm test` by the name of their file. */
export const smokeTestTemplates = {
  'network-policy': networkPolicyFor('smoke-test', values.smokeTest.enabled),
  pod: smokeTestPod,
}
