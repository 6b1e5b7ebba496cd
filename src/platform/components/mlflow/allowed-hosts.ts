import { ifElse, named, nonEmpty, release, replace, text } from '../../../helm/index.js'
import { nameOf } from '../../kinds/names.js'
import { portOf } from '../../topology.js'
import { values } from '../../values/index.js'

const { allowedHosts: more, publicUrl } = values.mlflow

const http = portOf('mlflow', 'http')
const service = named('service', nameOf('mlflow'))
const inNamespace = named('serviceInNamespace', text`${service}.${release.namespace}`)
const own = named('ownHosts', text`localhost:*,127.0.0.1:*,${service}:${http},${inNamespace}:${http}`)
const full = named('fullHosts', text`${inNamespace}.svc:${http},${inNamespace}.svc.cluster.local:${http}`)
const publicHost = named('publicHost', replace(replace(publicUrl, 'https://', ''), 'http://', ''))

const withComma = (name: string, host: typeof publicHost) => named(name, ifElse(nonEmpty(host), text`,${host}`, ''))

/**
 * Host names that MLflow answers under: the Service's, a port-forward's and the public one. MLflow compares the Host header
 * with its port, and the list replaces its own.
 */
export const allowedHosts = text`${own},${full}${withComma('publicPart', publicHost)}${withComma('morePart', named('moreHosts', more))}`
