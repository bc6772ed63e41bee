// How every face declares a route: what it takes and gives, as schemas that check, that document and that tests walk.

import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { z } from 'zod'
import { RuntimeError } from '../error.js'
import type { Principal, Scope } from '../identity/principal.js'

/** What a route answers with one status: documentation that tests hold it to, never run when it answers. */
export type Reply = {
  readonly description: string
  /** Absent where the reply has no body, or one that is no JSON. */
  readonly schema?: z.ZodType
  /** `application/json` when there is a schema. */
  readonly mediaType?: string
}

/** A route as the table of routes shows it. */
export type RouteFacts = {
  readonly method: HTTPMethods
  /** In Fastify's form: `/api/v1/keys/:id`. */
  readonly url: string
  readonly summary: string
  /** The face it belongs to: the heading in the description. */
  readonly tag: string
  /** Absent where nobody needs to say who they are. */
  readonly scope?: Scope
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** `application/json` unless said; the handler reads what is no JSON itself. */
  readonly bodyMediaType?: string
  readonly bodyBytesMax?: number
  readonly replies: { readonly [status: number]: Reply }
}

/** What came with a request, checked; a part without a schema is what Fastify made of it. */
export type RouteInput<Params, Query, Body> = {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type Schemas<Params, Query, Body> = {
  readonly params?: z.ZodType<Params>
  readonly query?: z.ZodType<Query>
  readonly body?: z.ZodType<Body>
}

type OpenRoute<Params, Query, Body> = Omit<RouteFacts, 'scope' | 'params' | 'query' | 'body'> &
  Schemas<Params, Query, Body> & {
    handler(input: RouteInput<Params, Query, Body>): unknown
  }

export type GuardedRoute<Params, Query, Body> = Omit<RouteFacts, 'params' | 'query' | 'body'> &
  Schemas<Params, Query, Body> & {
    readonly scope: Scope
    handler(input: RouteInput<Params, Query, Body> & { readonly principal: Principal }): unknown
  }

/** Says who asks, or throws `unauthenticated`; at once when it knows. */
export type Authenticate = (request: FastifyRequest) => Principal | Promise<Principal>

export type RouteRegistrar = {
  /** A route that anybody may call. */
  open<Params, Query, Body>(route: OpenRoute<Params, Query, Body>): void
  /** A route for who has its scope; who asks is known before the body is read. */
  guarded<Params, Query, Body>(route: GuardedRoute<Params, Query, Body>): void
}

/**
 * Adds routes to a server, and their facts to a table from which openapi.json is made. Faults of the input are thrown as
 * `invalid-request` with `detail.field`: a face's error handler gives them their shape.
 */
export function routesOf(
  app: FastifyInstance,
  authenticate: Authenticate,
  table: RouteFacts[],
): RouteRegistrar {
  if (!app.hasRequestDecorator(principalName)) app.decorateRequest(principalName, null)
  return {
    open: (route) => {
      table.push(route)
      const read = readerOf(route)
      app.route({
        ...optionsOf(route),
        handler: (request, reply) => route.handler(read(request, reply)),
      })
    },
    guarded: (route) => {
      table.push(route)
      const read = readerOf(route)
      app.route({
        ...optionsOf(route),
        onRequest: (request, _reply, done) => admit(request, authenticate, route.scope, done),
        handler: (request, reply) =>
          route.handler({
            ...read(request, reply),
            principal: request.getDecorator<Principal>(principalName),
          }),
      })
    },
  }
}

const principalName = 'principal'

type Declared = Pick<RouteFacts, 'method' | 'url' | 'bodyBytesMax'>

const optionsOf = ({ method, url, bodyBytesMax }: Declared) => ({
  method,
  url,
  exposeHeadRoute: false,
  ...(bodyBytesMax === undefined ? {} : { bodyLimit: bodyBytesMax }),
})

/** Knows the usual caller without a turn of the event loop. */
function admit(
  request: FastifyRequest,
  authenticate: Authenticate,
  scope: Scope,
  done: (refusal?: Error) => void,
): void {
  let refusal: Error | undefined
  try {
    const known = authenticate(request)
    if (known instanceof Promise) {
      void admitLater(request, known, scope, done)
      return
    }
    refusal = refusalOf(request, known, scope)
  } catch (error) {
    refusal = asError(error)
  }
  done(refusal)
}

async function admitLater(
  request: FastifyRequest,
  asked: Promise<Principal>,
  scope: Scope,
  done: (refusal?: Error) => void,
): Promise<void> {
  let refusal: Error | undefined
  try {
    refusal = refusalOf(request, await asked, scope)
  } catch (error) {
    refusal = asError(error)
  }
  done(refusal)
}

function refusalOf(
  request: FastifyRequest,
  principal: Principal,
  scope: Scope,
): RuntimeError | undefined {
  if (!principal.scopes.includes(scope)) return lacking(scope)
  request.setDecorator(principalName, principal)
  return undefined
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new RuntimeError('unavailable', 'Try again.', { cause: error })

const lacking = (scope: Scope): RuntimeError =>
  new RuntimeError('forbidden', `This needs the scope ${scope}, which the caller does not have.`, {
    detail: { scope },
  })

type Read<Params, Query, Body> = (
  request: FastifyRequest,
  reply: FastifyReply,
) => RouteInput<Params, Query, Body>

/** Schemas are completed once for a route, as making one costs more than a request does. */
function readerOf<Params, Query, Body>(
  schemas: Schemas<Params, Query, Body>,
): Read<Params, Query, Body> {
  const {
    params = anything<Params>(),
    query = anything<Query>(),
    body = anything<Body>(),
  } = schemas
  return (request, reply) => ({
    params: parsed(params, request.params, 'path'),
    query: parsed(query, request.query, 'query'),
    body: parsed(body, request.body, 'body'),
    request,
    reply,
  })
}

function parsed<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  part: 'path' | 'query' | 'body',
): Value {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = [part, ...(issue?.path ?? [])].map(String).join('.')
  throw new RuntimeError('invalid-request', `${field}: ${issue?.message ?? 'not valid'}`, {
    detail: { field },
  })
}

/** Nothing declared, so nothing is known of it: the type parameter is then `unknown`. */
const anything = <Value>(): z.ZodType<Value> => z.custom<Value>()
