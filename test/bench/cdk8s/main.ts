import { ApiObject, App, Chart } from 'cdk8s'
import type { Construct } from 'constructs'
// Written by the benchmark: what Helm makes of values/production.yaml.
import { objects } from './objects'

class Slipway extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { disableResourceNameHashes: true })
    for (const [name, object] of Object.entries(objects)) new ApiObject(this, name, object)
  }
}

const app = new App()
new Slipway(app, 'slipway')
app.synth()
