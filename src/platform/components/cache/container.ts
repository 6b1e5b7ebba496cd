import { componentContainer } from '../../kinds/container.js'
import { always, commandCheck } from '../../kinds/probes.js'
import { components } from '../../topology.js'
import { cacheServerVolumes, folder } from './volumes.js'

export const cacheContainer = componentContainer('cache', {
  command: ['valkey-server'],
  args: [`${folder.config}/valkey.conf`],
  env: {},
  volumes: cacheServerVolumes,
  checks: always(commandCheck('valkey-cli', '-e', '-p', String(components.cache.ports.valkey), 'ping')),
})
