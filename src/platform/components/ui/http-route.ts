import { httpRouteFor } from '../../kinds/http-route.js'

export const uiHttpRoute = httpRouteFor('ui')
