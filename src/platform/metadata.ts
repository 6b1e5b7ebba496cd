import type { ChartMetadata } from '../helm/index.js'

/** `Chart.yaml`. */
export const metadata: ChartMetadata = {
  name: 'slipway',
  version: '0.1.0',
  appVersion: '0.1.0',
  description: 'A prediction product from helm install to production: model-serving API and user interface.',
  // The oldest and newest release that the chart is validated against; `-0` admits vendor suffixes.
  kubeVersion: '>=1.33.0-0',
  keywords: ['machine-learning', 'model-serving', 'fastapi', 'streamlit', 'mlflow'],
  annotations: {
    'artifacthub.io/category': 'ai-machine-learning',
    'artifacthub.io/license': 'Apache-2.0',
    'artifacthub.io/prerelease': 'true',
    'artifacthub.io/changes': '- kind: added\n  description: API and user interface with policies, scaling and edge\n',
  },
}
