// Tests how routes check what comes in, and when they ask who is there.

import { fastify } from 'fastify'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { RuntimeError } from '../../src/error.js'
import { routesOf, type Authenticate, type RouteFacts } from '../../src/gateway/route.js'
import type { Principal } from '../../src/identity/principal.js'

const member: Principal = {
  tenantId: '018f0000-0000-7000-8000-000000000001',
  tenantName: 'sales',
  role: 'member',
  isOperator: false,
  scopes: ['chat'],
  models: [],
  requestsPerMinute: 60,
  tokensPerMinute: 1000,
}

function serve(authenticate: Authenticate) {
  const app = fastify()
  app.setErrorHandler((error, _request, reply) =>
    error instanceof RuntimeError
      ? reply.status(418).send({ code: error.code, detail: error.detail })
      : reply.status(500).send({ code: 'unknown' }),
  )
  const table: RouteFacts[] = []
  const routes = routesOf(app, authenticate, table)
  const common = { tag: 'test', summary: 'test', replies: { 200: { description: 'ok' } } }
  routes.guarded({
    ...common,
    method: 'POST',
    url: '/things/:id',
    scope: 'chat',
    params: z.object({ id: z.uuid() }),
    query: z.object({ limit: z.coerce.number().int().max(10).default(5) }),
    body: z.object({ name: z.string() }),
    handler: ({ params, query, body, principal }) => ({
      id: params.id,
      limit: query.limit,
      name: body.name,
      tenant: principal.tenantName,
    }),
  })
  routes.guarded({
    ...common,
    method: 'GET',
    url: '/admin',
    scope: 'admin',
    handler: () => 'secret',
  })
  routes.open({ ...common, method: 'GET', url: '/health', handler: () => ({ isWell: true }) })
  return { app, table }
}

const url = '/things/018f0000-0000-7000-8000-000000000002'

describe('a route', () => {
  for (const [how, authenticate] of [
    ['at once', () => member],
    ['later', () => Promise.resolve(member)],
  ] satisfies readonly (readonly [string, Authenticate])[]) {
    it(`gives the handler what it declared, and who asks, known ${how}`, async () => {
      const { app } = serve(authenticate)
      const answer = await app.inject({ method: 'POST', url, payload: { name: 'a' } })
      expect(answer.json()).toEqual({
        id: '018f0000-0000-7000-8000-000000000002',
        limit: 5,
        name: 'a',
        tenant: 'sales',
      })
      expect((await app.inject({ url: '/admin' })).json()).toEqual({
        code: 'forbidden',
        detail: { scope: 'admin' },
      })
    })
  }

  for (const [what, request, field] of [
    ['a path', { method: 'POST', url: '/things/1', payload: { name: 'a' } }, 'path.id'],
    ['a query', { method: 'POST', url: `${url}?limit=11`, payload: { name: 'a' } }, 'query.limit'],
    ['a body', { method: 'POST', url, payload: { name: 1 } }, 'body.name'],
  ] as const) {
    it(`names the field of ${what} that is wrong`, async () => {
      const { app } = serve(() => member)
      expect((await app.inject(request)).json()).toEqual({
        code: 'invalid-request',
        detail: { field },
      })
    })
  }

  it('asks who is there before it reads the body, and lets anybody use an open route', async () => {
    const { app, table } = serve(() => {
      throw new RuntimeError('unauthenticated', 'Who asks?')
    })
    const headers = { 'content-type': 'application/json' }
    const answer = await app.inject({ method: 'POST', url, headers, payload: '{not JSON' })
    expect(answer.json()).toEqual({ code: 'unauthenticated', detail: {} })
    expect((await app.inject({ url: '/health' })).json()).toEqual({ isWell: true })
    expect(table.map(({ method, url, scope }) => [method, url, scope])).toEqual([
      ['POST', '/things/:id', 'chat'],
      ['GET', '/admin', 'admin'],
      ['GET', '/health', undefined],
    ])
  })
})
