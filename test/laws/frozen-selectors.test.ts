import { selectorsAreFrozen } from './frozen-selectors.js'
import { proves, set } from './prove.js'

const matchLabels = ['spec', 'selector', 'matchLabels']

proves(selectorsAreFrozen, {
  'Deployment/shop-slipway-api has another selector': set('Deployment/api', [...matchLabels, 'team'], 'shop'),
  'Deployment/shop-slipway-ui has another selector': set(
    'Deployment/ui',
    [...matchLabels, 'app.kubernetes.io/instance'],
    undefined,
  ),
  'than Deployment canary in selectors.golden.json': set(
    'Deployment/api',
    ['metadata', 'labels', 'app.kubernetes.io/component'],
    'canary',
  ),
})
