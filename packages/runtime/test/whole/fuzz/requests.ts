// Requests that fit the description, and what mischief makes of them.

import type { Random } from '../random.js'
import { pathOf, sampleOf, type Route } from '../routes.js'
import type { Sent } from './exchange.js'

type Draft = {
  method: string
  target: string
  headers: (readonly [name: string, value: string])[]
  body: Buffer
  isCut: boolean
}

/** One request to one of the routes, with up to three kinds of mischief. */
export function requestOf(
  routes: readonly Route[],
  identifiers: readonly string[],
  keys: readonly string[],
  random: Random,
): Sent {
  const route = routes[random.whole(routes.length)]
  if (route === undefined) return finished(emptyDraft(), random)
  const draft = validDraft(route, identifiers, keys, random)
  const count = random.pick([0, 1, 1, 2, 3])
  for (let at = 0; at < count; at += 1) mischiefs[random.whole(mischiefs.length)]?.(draft, random)
  return finished(draft, random)
}

const emptyDraft = (): Draft => ({
  method: 'GET',
  target: '/',
  headers: [],
  body: Buffer.alloc(0),
  isCut: false,
})

function validDraft(
  route: Route,
  identifiers: readonly string[],
  keys: readonly string[],
  random: Random,
): Draft {
  const some = (): string => identifiers[random.whole(identifiers.length)] ?? 'none'
  const query = route.query
    .filter(() => random.chance(0.5))
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(sampleOf(schema, random)))}`)
  const draft: Draft = {
    ...emptyDraft(),
    method: route.method,
    target: `${pathOf(route, some)}${query.length === 0 ? '' : `?${query.join('&')}`}`,
    headers: [['authorization', `Bearer ${keys[random.whole(keys.length)] ?? ''}`]],
  }
  if (route.mediaType === 'multipart/form-data') addForm(draft, random)
  else if (route.body !== undefined) {
    draft.body = Buffer.from(jsonOf(sampleOf(route.body, random)))
    draft.headers.push(['content-type', 'application/json'])
  }
  return draft
}

function addForm(draft: Draft, random: Random): void {
  const name = random.pick(['a.md', 'b.txt', '../../c.md', 'd\u0000.md', '', 'é'.repeat(300)])
  const content = random.pick(['# Text\n\nWords.', '', '%PDF-1.7 broken', '\u0000\u0001'])
  const field = random.pick(['file', 'file', 'data', 'file[]'])
  draft.headers.push(['content-type', 'multipart/form-data; boundary=frontier'])
  draft.body = Buffer.from(
    `--frontier\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n${content}\r\n--frontier--\r\n`,
  )
}

/** Frames the body as it is in the end. */
function finished(draft: Draft, random: Random): Sent {
  const has = (name: string): boolean => draft.headers.some(([given]) => given === name)
  const isFramed = has('content-length') || has('transfer-encoding')
  const needsLength = draft.body.length > 0 || random.chance(0.1)
  return {
    ...draft,
    headers: [
      ['host', 'localhost'],
      ['connection', 'close'],
      ...draft.headers,
      ...(isFramed || !needsLength ? [] : [['content-length', String(draft.body.length)] as const]),
    ],
  }
}

const oddValues: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  -(2 ** 63),
  0.1,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '👩‍👩‍👧‍👦‮‏',
  '한국어 문서',
  "'; DROP TABLE documents; --",
  '../../../etc/passwd',
  '${jndi:ldap://localhost/x}',
  '01a20773-5b5b-7a13-9122-7bd2c9a93114',
  '01A20773-5B5B-7A13-9122-7BD2C9A93114\u0000',
  'assistant/default',
  'x'.repeat(100_000),
  [],
  {},
  [[[[[[]]]]]],
  { length: 1e9 },
  { __proto__: null, constructor: { prototype: { polluted: true } } },
  ['a', 1, null, {}],
]

/** The value with something odd at some place in it. */
function withOdd(value: unknown, random: Random): unknown {
  const odd = oddValues[random.whole(oddValues.length)]
  if (random.chance(0.15) || typeof value !== 'object' || value === null) return odd
  if (Array.isArray(value)) {
    const at = random.whole(Math.max(1, value.length))
    return value.map((item: unknown, index) => (index === at ? withOdd(item, random) : item))
  }
  const entries = Object.entries(value)
  const at = random.whole(Math.max(1, entries.length))
  const changed = entries.map(([name, item]: [string, unknown], index): [string, unknown] =>
    index === at ? [name, withOdd(item, random)] : [name, item],
  )
  const added = random.chance(0.2)
    ? [
        ['__proto__', odd],
        ['extra', odd],
      ]
    : []
  return Object.fromEntries([...changed, ...added])
}

const jsonOf = (value: unknown): string => JSON.stringify({ value }).slice('{"value":'.length, -1)

function withOddJson(draft: Draft, random: Random): void {
  try {
    draft.body = Buffer.from(jsonOf(withOdd(JSON.parse(draft.body.toString()), random)))
  } catch {
    draft.body = Buffer.from('{"a":')
  }
}

const rawBodies = [
  '',
  '{',
  'null',
  '"text"',
  '[]',
  '{"a":1,"a":2,"model":"x","model":"y"}',
  '{"__proto__":{"isOperator":true},"constructor":1}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  '{"limit":1e400,"query":"\\ud800","model":"\\u0000"}',
  '\ufeff{"query":"text"}',
  '--frontier\r\n\r\n--frontier--',
  'a=1&b=2',
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
] as const

const mediaTypes = [
  'text/plain',
  'application/xml',
  'application/json; charset=utf-16',
  'application/json; charset="',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  `multipart/form-data; boundary=${'b'.repeat(300)}`,
  'application/x-www-form-urlencoded',
  'application/json, text/plain',
  ';;;',
  '',
] as const

const oddMethods = [
  'GET',
  'HEAD',
  'OPTIONS',
  'PUT',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'get',
  'FOO',
] as const

const oddTargets = [
  '/../../etc/passwd',
  '/api/v1/..%2f..%2fetc/passwd',
  '/%00',
  '/%',
  '/%ff%fe',
  '//v1/models',
  '/v1/models/',
  '/v1/models/%2e%2e/%2e%2e',
  '/v1;/models',
  'http://localhost:1/v1/models',
  '*',
  '/?%5B%5D=%00&a[b][c]=1',
  `/${'a'.repeat(15_000)}`,
  '/api/v1/documents/__proto__',
  '/api/v1/openapi.json?x=1',
  '/metrics/../api/v1/keys',
] as const

const oddHeaders: readonly (readonly [name: string, value: string])[] = [
  ['x-long', 'x'.repeat(14_000)],
  ['x-too-long', 'x'.repeat(20_000)],
  ['authorization', 'Bearer'],
  ['authorization', 'Basic YTpi'],
  ['authorization', `Bearer llf_${'A'.repeat(43)}`],
  ['authorization', 'Bearer a.b.c'],
  ['cookie', 'llmflow_session=x; =; ;;;'],
  ['x-llmflow-tenant', 'default\u00ff'],
  ['x-llmflow-csrf', 'x'],
  ['traceparent', '00-zz-zz-zz'],
  ['content-length', '-1'],
  ['content-length', '99999999999999999999'],
  ['transfer-encoding', 'chunked'],
  ['transfer-encoding', 'gzip'],
  ['content-encoding', 'gzip'],
  ['expect', '100-continue'],
  ['expect', 'something'],
  ['accept', 'text/event-stream'],
  ['range', 'bytes=0-1,5-'],
  ['x-forwarded-for', '127.0.0.1'],
  ['upgrade', 'websocket'],
  ['sec-fetch-site', 'cross-site'],
]

type Mischief = (draft: Draft, random: Random) => void

const mischiefs: readonly Mischief[] = [
  withOddJson,
  withOddJson,
  withOddJson,
  (draft, random) => {
    draft.body = Buffer.from(random.pick(rawBodies))
  },
  (draft, random) => {
    // Bytes that are no UTF-8.
    const at = random.whole(Math.max(1, draft.body.length))
    draft.body = Buffer.concat([draft.body.subarray(0, at), Buffer.from([0xff, 0xc0, 0x00])])
  },
  (draft, random) => {
    draft.headers = draft.headers.filter(([name]) => name !== 'content-type')
    if (random.chance(0.8)) draft.headers.push(['content-type', random.pick(mediaTypes)])
  },
  (draft, random) => {
    draft.method = random.pick(oddMethods)
  },
  (draft, random) => {
    draft.target = random.pick(oddTargets)
  },
  (draft, random) => {
    const odd = encodeURIComponent(
      random.pick(['\u0000', '-1', '1e9', 'NaN', '[]', 'x'.repeat(9000), '01A20773']),
    )
    const parts = draft.target.split('/')
    const at = 1 + random.whole(Math.max(1, parts.length - 1))
    draft.target = parts.map((part, index) => (index === at ? odd : part)).join('/')
  },
  (draft, random) => {
    const name = random.pick([
      'limit',
      'after',
      'before',
      'page',
      'user',
      'from',
      'by',
      'first_id',
      'hours',
    ])
    const odd = random.pick([
      '-1',
      '99999999999999',
      '%00',
      '%ff',
      '',
      'NaN',
      '1&limit=2',
      '2026-99-99',
    ])
    draft.target += `${draft.target.includes('?') ? '&' : '?'}${name}=${odd}`
  },
  (draft, random) => {
    const odd = oddHeaders[random.whole(oddHeaders.length)]
    if (odd === undefined) return
    const [name] = odd
    // Two of those that frame the body are refused by everybody: one is enough to be odd.
    draft.headers = [...draft.headers.filter(([given]) => given !== name), odd]
    if (name === 'content-length' || name === 'transfer-encoding') draft.isCut = true
  },
  (draft) => {
    draft.headers = draft.headers.filter(([name]) => name !== 'authorization')
  },
  (draft) => {
    draft.isCut = draft.body.length > 0
  },
]
