// Routes of the admin face: each names the action that it is, and nobody reaches its handler who may not do that.

import { RuntimeError } from '../../../error.js'
import { actorOf, type Actor } from '../../../identity/audit.js'
import { demand, scopeOf, type Action } from '../../../identity/permissions.js'
import type { Principal } from '../../../identity/principal.js'
import type { GuardedRoute, RouteInput, RouteRegistrar } from '../../route.js'

export type ActInput<Params, Query, Body> = RouteInput<Params, Query, Body> & {
  readonly principal: Principal
  readonly actor: Actor
}

type ActRoute<Params, Query, Body> = Omit<
  GuardedRoute<Params, Query, Body>,
  'scope' | 'tag' | 'handler'
> & {
  readonly action: Action
  readonly handler: (input: ActInput<Params, Query, Body>) => unknown
}

type Act = <Params, Query, Body>(route: ActRoute<Params, Query, Body>) => void

/** A thousand readers, or the longest prompt in Korean; a file that streams is counted where it goes. */
const bodyBytesUsual = 128 * 1024

export const actsOf =
  (routes: RouteRegistrar, tag: string): Act =>
  (route) => {
    const { action, handler, ...rest } = route
    routes.guarded({
      bodyBytesMax: bodyBytesUsual,
      ...rest,
      tag,
      scope: scopeOf(action),
      handler: (input) => {
        const { principal, request } = input
        if (principal.assistantId !== undefined) throw onlyAnswers()
        demand(principal, action)
        return handler({ ...input, actor: actorOf(principal, addressOf(principal, request.ip)) })
      },
    })
  }

/** A unix socket has no address. */
const addressOf = ({ keyId, userId }: Principal, address: string): string =>
  keyId === undefined && userId === undefined ? 'admin socket' : address

/** A key of an assistant may lie in somebody's web page: it must not list what else the tenant has. */
const onlyAnswers = (): RuntimeError =>
  new RuntimeError('forbidden', 'This key is for one assistant alone.')
