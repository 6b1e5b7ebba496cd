import { httpRouteFor } from '../../kinds/http-route.js'

export const apiHttpRoute = httpRouteFor('api')
