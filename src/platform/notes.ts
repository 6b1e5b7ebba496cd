import {
  and,
  chartInfo,
  type Expr,
  eq,
  ge,
  isEmpty,
  lines,
  named,
  ne,
  nonEmpty,
  not,
  or,
  release,
  when,
} from '../helm/index.js'
import { nameOf } from './kinds/names.js'
import { fewestPods } from './kinds/workload.js'
import { mlflow } from './links/mlflow.js'
import { portOf } from './topology.js'
import { values } from './values/index.js'

const { api, edge, networkPolicies, profile, quota, smokeTest, ui } = values

const outside = (host: Expr<string>, what: string) =>
  when(and(ne(edge.mode, 'none'), nonEmpty(host)), lines`outside, ${what} https://${host}`)

const { cache, database } = values

const databaseNeeds = named('databaseNeeds', and(eq(database.mode, 'embedded'), isEmpty(database.passwords)))
const cacheNeeds = named('cacheNeeds', and(eq(cache.mode, 'embedded'), isEmpty(cache.passwords)))
const mlflowNeeds = named('mlflowNeeds', and(mlflow.isEmbedded, isEmpty(values.mlflow.passwords)))

/** What a person reads after `helm install`: where things are and what to do next. */
export const notes = lines`
  ${chartInfo.name} ${chartInfo.version} is installed as ${release.name} in namespace ${release.namespace}, profile ${profile}.
  ${when(
    or(databaseNeeds, cacheNeeds, mlflowNeeds),
    lines`

      Passwords are not in the values, so their Secrets must exist. This lists them; without --list it prints new ones:
        npx slipway secrets ${release.name} -n ${release.namespace} -f VALUES.yaml --list
    `,
  )}

  Wait until it serves:
    kubectl -n ${release.namespace} rollout status deployment/${nameOf('api')}
    kubectl -n ${release.namespace} rollout status deployment/${nameOf('ui')}
  ${when(
    smokeTest.enabled,
    lines`

      Check it from inside the cluster:
        helm test ${release.name} -n ${release.namespace}
    `,
  )}

  Addresses:
    inside the cluster, API: http://${nameOf('api')}.${release.namespace}:${portOf('api', 'http')}
    inside the cluster, UI:  http://${nameOf('ui')}.${release.namespace}:${portOf('ui', 'http')}
    ${when(
      mlflow.isEmbedded,
      lines`
        inside the cluster, MLflow: http://${nameOf('mlflow')}.${release.namespace}:${portOf('mlflow', 'http')}, user admin
      `,
    )}
    ${outside(edge.uiHost, 'UI: ')}
    ${outside(edge.apiHost, 'API:')}
    ${when(
      eq(edge.mode, 'none'),
      lines`
        from your machine, UI:  kubectl -n ${release.namespace} port-forward service/${nameOf('ui')} ${portOf('ui', 'http')}
        from your machine, API: kubectl -n ${release.namespace} port-forward service/${nameOf('api')} ${portOf('api', 'http')}
    `,
    )}
  ${when(
    not(or(nonEmpty(api.auth.existingSecret), nonEmpty(api.auth.keys))),
    lines`

      WARNING: everybody who reaches the API may call it. Set api.auth.existingSecret.
    `,
  )}
  ${when(
    and(ge(fewestPods('ui'), 2), not(or(nonEmpty(ui.session.existingSecret), nonEmpty(ui.session.cookieSecret)))),
    lines`

      WARNING: the pods of the user interface do not share a cookie secret, so people lose their session when they
      reach another pod. Set ui.session.existingSecret.
    `,
  )}
  ${when(
    eq(quota.mode, 'explicit'),
    lines`

      WARNING: a rolling update waits until quota.explicit has room for one more pod of each kind, and for pods that drain.
    `,
  )}
  ${when(
    not(networkPolicies.enabled),
    lines`

      WARNING: without network policies every pod of the cluster may connect to this release.
    `,
  )}
`
