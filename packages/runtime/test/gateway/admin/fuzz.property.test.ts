// Tests that no request to the admin face, however odd, meets a fault of ours.

import fc from 'fast-check'
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { RouteFacts } from '../../../src/gateway/route.js'
import { adminPassword, startPlatform, type Platform } from './platform.js'

let platform: Platform
let headers: { readonly [name: string]: string }

beforeAll(async () => {
  platform = await startPlatform()
  await platform.identity.prepareFirstRun(adminPassword)
  const { cookie, csrf } = await platform.signIn('admin')
  headers = { cookie, 'x-llmflow-csrf': csrf }
}, 60_000)

afterAll(async () => {
  await platform.close()
})

const described = z.looseObject({ properties: z.record(z.string(), z.unknown()).default({}) })

/** What a part of a request may name. */
const namesOf = (schema: z.ZodType | undefined): readonly string[] =>
  schema === undefined
    ? []
    : Object.keys(
        described.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).properties,
      )

const odd = fc.oneof(
  fc.constantFrom(
    '',
    '\0',
    '한글',
    '\ud800',
    "'; DROP TABLE keys; --",
    '../../etc/passwd',
    '%00',
    'NaN',
  ),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.uuid(),
  fc.constantFrom('admin', 'member', 'default', '2026-11-23', '-1', '1e308', 'x'.repeat(30_000)),
)

const value = fc.oneof(
  odd,
  fc.jsonValue({ maxDepth: 2 }),
  fc.array(fc.oneof(odd, fc.integer()), { maxLength: 4 }),
)

const objectOf = (names: readonly string[], values: fc.Arbitrary<unknown>) =>
  fc.record(Object.fromEntries([...names, 'other'].map((name) => [name, values])), {
    requiredKeys: [],
  })

const requestTo = (route: RouteFacts) =>
  fc.record({
    path: fc.oneof(fc.uuid(), odd),
    query: objectOf(namesOf(route.query), odd),
    body: fc.oneof(objectOf(namesOf(route.body), value), value),
  })

const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '?'))

describe('the admin face', () => {
  it('answers each request with what it asked for or with what is wrong with it', async () => {
    // The session itself and the stream of progress are left: one ends all others, one may last.
    const routes = platform.table.filter(({ url }) => !url.startsWith('/api/v1/session'))
    assert(routes.length > 30)
    const any = fc
      .constantFrom(...routes)
      .chain((route) => requestTo(route).map((request) => ({ route, ...request })))
    await fc.assert(
      fc.asyncProperty(any, async ({ route, path, query, body }) => {
        const search = Object.entries(query).map(
          ([name, text]) => `${name}=${encoded(String(text))}`,
        )
        const url = `${route.url.replace(/:\w+/, encoded(path))}?${search.join('&')}`
        const hasBody = !['GET', 'DELETE'].includes(route.method)
        const answer = await platform.app.inject({
          method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).parse(route.method),
          url,
          headers: { ...headers, ...(hasBody ? { 'content-type': 'application/json' } : {}) },
          ...(hasBody ? { payload: JSON.stringify(body ?? null) } : {}),
        })
        expect([url, answer.statusCode < 500]).toEqual([url, true])
        expect(answer.body).not.toMatch(/\bat .*\.[jt]s:\d+/)
      }),
    )
    expect(platform.faults).toEqual([])
  }, 600_000)
})
