// The description of every route as OpenAPI 3.1, made from the same schemas that check the requests.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { runtimeErrorCodes } from '../error.js'
import { routesOf, type Reply, type RouteFacts } from './route.js'

type Json = { readonly [name: string]: unknown }

const { version } = z
  .object({ version: z.string() })
  .parse(createRequire(import.meta.url)('../../package.json'))

/**
 * Serves the description of all routes in the table. Faces that are registered after this must describe each of theirs,
 * or the server does not start: nothing is reachable that nobody can look up.
 */
export function addOpenApi(app: FastifyInstance, table: RouteFacts[]): void {
  const served = new Set<string>()
  app.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) if (name !== 'HEAD') served.add(`${name} ${url}`)
  })
  const routes = routesOf(app, neverAsked, table)
  let description: Json | undefined
  routes.open({
    method: 'GET',
    url: '/api/v1/openapi.json',
    tag: 'probes',
    summary: 'This description',
    replies: { 200: { description: 'OpenAPI 3.1', mediaType: 'application/json' } },
    handler: () => {
      description ??= openapiOf([...probeRoutes, ...table])
      return description
    },
  })
  app.addHook('onReady', (ready) => {
    const described = new Set(table.map(({ method, url }) => `${method} ${url}`))
    assert.deepEqual([...served].toSorted(), [...described].toSorted(), 'each route is described')
    ready()
  })
}

const neverAsked = (): never => assert.fail('an open route asks for nobody')

/** What the server itself answers, beside its faces. */
const probeRoutes: readonly RouteFacts[] = [
  probe('/health', 'The process runs', 'application/json'),
  probe('/ready', 'It answers requests; 503 while it does not', 'application/json'),
  probe('/metrics', 'Metrics in the text format of Prometheus', 'text/plain'),
]

function probe(url: string, summary: string, mediaType: string): RouteFacts {
  return {
    method: 'GET',
    url,
    summary,
    tag: 'probes',
    replies: { 200: { description: summary, mediaType } },
  }
}

/** The whole description; routes by address and method, so that the same routes give the same text. */
function openapiOf(table: readonly RouteFacts[]): Json {
  const urls = [...new Set(table.map(({ url }) => url))].toSorted(byCodeUnits)
  return {
    openapi: '3.1.0',
    info: { title: 'LLMFlow', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths: recordOf(urls.map((url) => [pathOf(url), pathItem(table, url)])),
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key, or a token of the provider',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'llmflow_session',
          description:
            'Set by signing in; by https its name begins with __Host-. Changes also need the header x-llmflow-csrf.',
        },
      },
    },
  }
}

const recordOf = (entries: readonly (readonly [string, unknown])[]): Json =>
  Object.fromEntries(entries)

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const pathOf = (url: string): string => url.replace(/:(\w+)/g, '{$1}')

function pathItem(table: readonly RouteFacts[], url: string): Json {
  const routes = table.filter((route) => route.url === url)
  const sorted = routes.toSorted((a, b) => byCodeUnits(a.method, b.method))
  return recordOf(sorted.map((route) => [route.method.toLowerCase(), operation(route)]))
}

function operation(route: RouteFacts): Json {
  const { summary, tag, scope, body, bodyMediaType } = route
  const parameters = [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')]
  const hasBody = body !== undefined || bodyMediaType !== undefined
  return {
    tags: [tag],
    summary,
    ...(scope === undefined
      ? { security: [] }
      : { security: [{ key: [] }, { session: [] }], 'x-llmflow-scope': scope }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(hasBody ? { requestBody: requestBodyOf(body, bodyMediaType) } : {}),
    responses: responsesOf(route),
  }
}

function requestBodyOf(body: z.ZodType | undefined, mediaType = 'application/json'): Json {
  const schema = body === undefined ? file : schemaOf(body, 'input')
  return { required: true, content: { [mediaType]: { schema } } }
}

/** What is no JSON is one file in a form. */
const file: Json = {
  type: 'object',
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
  required: ['file'],
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): readonly Json[] {
  if (schema === undefined) return []
  const parsed = z
    .object({
      // A query that takes any name has none to show.
      properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
      required: z.array(z.string()).default([]),
    })
    .parse(schemaOf(schema, 'input'))
  return Object.entries(parsed.properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || parsed.required.includes(name),
    schema: property,
  }))
}

/** How everything under /api/v1 says what is wrong. */
const problem = z.object({
  error: z.object({
    code: z.enum([...runtimeErrorCodes, 'internal']),
    /** For people, in English: a page has words of its own for the code. */
    message: z.string(),
    /** `retryAfterMs`, `limit`, `field`, `reason` and the like, where they help. */
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  }),
})

const problemContent: Json = {
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function responsesOf({ replies, scope, url }: RouteFacts): Json {
  const refused: Json =
    scope === undefined ? {} : { 401: { description: 'Nobody is known by this' } }
  return {
    ...recordOf(Object.entries(replies).map(([status, reply]) => [status, responseOf(reply)])),
    ...refused,
    default: {
      description: 'What is wrong, in the shape of the face',
      ...(url.startsWith('/api/v1/') ? problemContent : {}),
    },
  }
}

function responseOf({ description, schema, mediaType = 'application/json' }: Reply): Json {
  if (schema === undefined && mediaType === 'application/json') return { description }
  const content = schema === undefined ? {} : { schema: schemaOf(schema, 'output') }
  return { description, content: { [mediaType]: content } }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
