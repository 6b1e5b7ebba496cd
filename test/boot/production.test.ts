import { describeInstallation } from './support/installation.js'

describeInstallation('production')
