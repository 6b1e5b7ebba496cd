import type { ServingName } from '../topology.js'
import { autoscalerFor } from './autoscaler.js'
import type { Component } from './component.js'
import { disruptionBudgetFor } from './disruption-budget.js'
import { httpRouteFor } from './http-route.js'
import { ingressFor } from './ingress.js'
import { scaledPods } from './pods.js'
import { type ServerParts, server } from './server.js'
import { workloadOf } from './server-values.js'
import { servingServiceFor } from './service.js'
import { gracePeriodSeconds, hasSeveralPods } from './workload.js'

type ServingParts = Omit<ServerParts, 'exists' | 'isOutside' | 'pods' | 'graceSeconds'>

/** A server with as many pods as the load needs, which people and programs outside reach. */
export const servingServer = (name: ServingName, { container, objects, ...parts }: ServingParts): Component => {
  const workload = workloadOf(name)
  return server(name, {
    ...parts,
    pods: scaledPods(name),
    container: { ...container, preStopSeconds: workload.shutdown.preStopSeconds },
    graceSeconds: gracePeriodSeconds(workload),
    objects: {
      'disruption-budget': disruptionBudgetFor(name, hasSeveralPods(name), workload.disruption.maxUnavailable),
      'horizontal-pod-autoscaler': autoscalerFor(name),
      'http-route': httpRouteFor(name),
      ingress: ingressFor(name),
      service: servingServiceFor(name),
      ...objects,
    },
  })
}
