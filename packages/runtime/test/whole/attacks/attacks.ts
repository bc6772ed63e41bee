// Attacks of one company on another, made from the table of routes: every place for an identifier gets one of the other's.

import type { Random } from '../random.js'
import { pathOf, sampleOf, type Route } from '../routes.js'
import type { Answer, Ask, Service } from '../service.js'
import { customer, type Company, type Ids, type Kind } from './company.js'

export type Attack = {
  readonly name: string
  /** With the identifiers of the victim, or with others of which nothing is known. */
  readonly ask: (ids: Ids, assistantName: string) => Ask
  /** Finds nothing, and says so like for anybody who has nothing, instead of refusing. */
  readonly isSoft: boolean
}

/** Nothing has these. */
const unknownIds: Ids = {
  tenant: unknown(1),
  user: unknown(2),
  key: unknown(3),
  assistant: unknown(4),
  dataset: unknown(5),
  document: unknown(6),
  segment: unknown(7),
  restrictedDataset: unknown(8),
  restrictedDocument: unknown(9),
  restrictedSegment: unknown(10),
  conversation: unknown(11),
  message: unknown(12),
  personConversation: unknown(13),
  personMessage: unknown(14),
  trace: '0123456789abcdef0123456789abcdef',
}

function unknown(number: number): string {
  return `01a20773-5b5b-7a13-9122-${String(number).padStart(12, '0')}`
}

const unknownAssistant = 'nobody-helper'

/** What each address is about: what its identifiers stand for, from the left. */
const subjects: readonly (readonly [start: string, kinds: readonly Kind[]])[] = [
  ['/api/v1/assistants/', ['assistant']],
  ['/api/v1/conversations/', ['personConversation']],
  ['/api/v1/datasets/', ['dataset']],
  ['/api/v1/documents/', ['document']],
  ['/api/v1/keys/', ['key']],
  ['/api/v1/messages/', ['personMessage']],
  ['/api/v1/tenants/', ['tenant']],
  ['/api/v1/traces/', ['trace']],
  ['/api/v1/users/', ['user']],
  ['/v1/conversations/', ['conversation']],
  ['/v1/messages/', ['message']],
  ['/v1/datasets/', ['dataset', 'document', 'segment']],
  ['/v1/chat-messages/', ['message']],
  ['/v1/completion-messages/', ['message']],
]

/** Addresses whose identifiers are the platform's own, of no tenant. */
const platforms: readonly string[] = [
  '/v1/models/*',
  '/api/v1/platform/accounts/{id}',
  '/api/v1/platform/model-pulls/{id}',
]

const kindsOf = ({ url }: Route): readonly Kind[] | undefined =>
  subjects.find(([start]) => url.startsWith(start))?.[1]

/** A route with an identifier that no attack is made of would be a hole in this test. */
export const unattacked = (routes: readonly Route[]): readonly string[] =>
  routes
    .filter((route) => route.params.length > 0 && kindsOf(route) === undefined)
    .map(({ url }) => url)
    .filter((url) => !platforms.includes(url))

const restricted: { readonly [kind in Kind]?: Kind } = {
  dataset: 'restrictedDataset',
  document: 'restrictedDocument',
  segment: 'restrictedSegment',
}

type Place = { readonly kind: Kind; readonly isOwn: boolean }

/** Every route with identifiers, and every mixture of the attacker's own with the victim's. */
export const attacksOnPaths = (
  routes: readonly Route[],
  own: Ids,
  random: Random,
): readonly Attack[] =>
  routes.flatMap((route) =>
    mixturesOf(route).map((places): Attack => {
      const body = bodyOf(route, random)
      const shown = places.map(({ kind, isOwn }) => (isOwn ? `own ${kind}` : kind)).join(', ')
      return {
        name: `${route.method} ${route.url} (${shown})`,
        isSoft: route.url.endsWith('/stop'),
        ask: (ids) => {
          const path = pathOf(route, (at) => valueOf(places[at], own, ids))
          return { method: route.method, path: withQuery(route, path), ...body }
        },
      }
    }),
  )

function mixturesOf(route: Route): readonly (readonly Place[])[] {
  const used = kindsOf(route)?.slice(0, route.params.length) ?? []
  const mixtures = used.map((_, at) => used.map((kind, index) => ({ kind, isOwn: index < at })))
  if (!used.some((kind) => restricted[kind] !== undefined)) return mixtures
  return [...mixtures, used.map((kind) => ({ kind: restricted[kind] ?? kind, isOwn: false }))]
}

/** What is no identifier is the number of a page. */
const valueOf = (place: Place | undefined, own: Ids, ids: Ids): string =>
  place === undefined ? '1' : (place.isOwn ? own : ids)[place.kind]

const withQuery = ({ query }: Route, path: string): string =>
  query.some(({ name }) => name === 'user') ? `${path}?user=${customer}` : path

/** Where what fits the description is refused for what it says, whoever asks. */
const bodies: { readonly [route: string]: (random: Random) => unknown } = {
  'PATCH /api/v1/assistants/{id}': () => ({ description: 'attacked' }),
  'PATCH /api/v1/datasets/{id}': () => ({ description: 'attacked' }),
  'PATCH /api/v1/users/{id}': () => ({ role: 'admin' }),
  'PATCH /api/v1/tenants/{id}': () => ({ requestsPerMinute: 1_000_000 }),
  'PUT /api/v1/datasets/{id}/readers': () => ({ userIds: [] }),
  'POST /v1/conversations/{id}/name': () => ({ user: customer, name: 'renamed' }),
  'PATCH /v1/datasets/{dataset}': (random) => ({ name: `renamed ${random.whole(1e9)}` }),
  'POST /v1/datasets/{dataset}/document/create-by-text': (random) => textOf(random),
  'POST /v1/datasets/{dataset}/document/create_by_text': (random) => textOf(random),
  'POST /v1/datasets/{dataset}/documents/{document}/update-by-text': () => ({ text: '# Attack' }),
  'POST /v1/datasets/{dataset}/documents/{document}/update_by_text': () => ({ text: '# Attack' }),
  'POST /v1/datasets/{dataset}/documents/{document}/segments': () => segments,
  'POST /v1/datasets/{dataset}/documents/{document}/segments/{segment}': () => segments,
}

const textOf = (random: Random): unknown => ({
  name: `text ${random.whole(1e9)}.md`,
  text: `# Attack ${random.whole(1e9)}`,
})

const segments = { segment: { content: 'x' }, segments: [{ content: 'x' }] }

function bodyOf(
  { body, mediaType, url, method }: Route,
  random: Random,
): Pick<Ask, 'json' | 'file'> {
  if (mediaType === 'multipart/form-data') {
    return { file: { name: 'attack.md', content: '# Attack\n\nNothing.\n' } }
  }
  const given = bodies[`${method} ${url}`]
  if (given !== undefined) return { json: given(random) }
  if (body === undefined) return {}
  const sample = sampleOf(body, random)
  const isCustomers = typeof sample === 'object' && sample !== null && 'user' in sample
  return { json: isCustomers ? { ...sample, user: customer } : sample }
}

const post = (path: string, json: unknown): Ask => ({ method: 'POST', path, json })
const question = ({ words }: Company): string => `Is the valve ${words.join(' ')} closed?`

/** Identifiers and names of the other's that stand in bodies and queries. */
export function attacksOnBodies(own: Company, victim: Company): readonly Attack[] {
  const user = customer
  const query = question(victim)
  const messages = [{ role: 'user', content: query }]
  const hard: { readonly [name: string]: Attack['ask'] } = {
    'search their dataset': ({ dataset }) =>
      post('/api/v1/retrieval', { query, datasetIds: [dataset] }),
    'search their dataset beside mine': ({ dataset }) =>
      post('/api/v1/retrieval', { query, datasetIds: [own.ids.dataset, dataset] }),
    'a key of their assistant': ({ assistant }) =>
      post('/api/v1/keys', { name: 'stolen', assistantId: assistant }),
    'an assistant on their dataset': ({ dataset }) =>
      post('/api/v1/assistants', { name: 'thief', datasetIds: [dataset] }),
    'my assistant gets their dataset': ({ dataset }) => ({
      method: 'PATCH',
      path: `/api/v1/assistants/${own.ids.assistant}`,
      json: { datasetIds: [dataset] },
    }),
    'their person reads my dataset': ({ user: person }) => ({
      method: 'PUT',
      path: `/api/v1/datasets/${own.ids.restrictedDataset}/readers`,
      json: { userIds: [person] },
    }),
    'work in their tenant': ({ tenant }) => ({
      method: 'PUT',
      path: '/api/v1/session/tenant',
      json: { tenantId: tenant },
    }),
    'ask their assistant': (_, assistant) =>
      post('/v1/chat/completions', { model: `assistant/${assistant}`, messages }),
    'ask their assistant, as a stream': (_, assistant) =>
      post('/v1/chat/completions', { model: `assistant/${assistant}`, messages, stream: true }),
    'ask their assistant as a person': ({ assistant: assistantId }) =>
      post('/api/v1/messages', { assistantId, query }),
    'go on in their conversation as a person': ({ personConversation: conversationId }) =>
      post('/api/v1/messages', { assistantId: own.ids.assistant, conversationId, query }),
    'look at their assistant': (_, assistant) => ({ path: `/v1/models/assistant/${assistant}` }),
    'go on in their conversation': ({ conversation }) =>
      post('/v1/chat-messages', { query, user, inputs: {}, conversation_id: conversation }),
    'go on in their conversation, as a stream': ({ conversation }) =>
      post('/v1/chat-messages', {
        query,
        user,
        inputs: {},
        conversation_id: conversation,
        response_mode: 'streaming',
      }),
    'messages of their conversation': ({ conversation }) => ({
      path: `/v1/messages?user=${user}&conversation_id=${conversation}`,
    }),
    'conversations after theirs': ({ conversation }) => ({
      path: `/v1/conversations?user=${user}&last_id=${conversation}`,
    }),
    'messages of mine before theirs': ({ message }) => ({
      path: `/v1/messages?user=${user}&conversation_id=${own.ids.conversation}&first_id=${message}`,
    }),
    'their dataset as external knowledge': ({ dataset }) => external(query, dataset),
    'their restricted dataset as external knowledge': ({ restrictedDataset }) =>
      external(query, restrictedDataset),
  }
  const soft: { readonly [name: string]: Attack['ask'] } = {
    'search for their words': () => post('/api/v1/retrieval', { query, limit: 100 }),
    'search for their words in my dataset': () =>
      post(`/v1/datasets/${own.ids.dataset}/retrieve`, { query }),
    'ask my assistant for their words': () =>
      post('/v1/chat/completions', { model: 'assistant/default', messages }),
    'ask my assistant for their words, as a stream': () =>
      post('/v1/chat/completions', { model: 'assistant/default', messages, stream: true }),
    'ask in a conversation for their words': () =>
      post('/v1/chat-messages', { query, user: 'thief', inputs: {} }),
    'ask my assistant as a person for their words': () =>
      post('/api/v1/messages', { assistantId: own.ids.assistant, query }),
    'external knowledge of mine for their words': () => external(query, own.ids.dataset),
    'documents of mine named like theirs': () => ({
      path: `/api/v1/datasets/${own.ids.dataset}/documents?containing=${victim.mark}`,
    }),
    'datasets of mine named like theirs': () => ({ path: `/v1/datasets?keyword=${victim.mark}` }),
    'keys before theirs': ({ key }) => ({ path: `/api/v1/keys?before=${key}` }),
    'conversations before theirs': ({ personConversation: conversation }) => ({
      path: `/api/v1/conversations?before=${conversation}`,
    }),
    'usage by tenant': () => ({ path: '/api/v1/usage?by=tenant,user,key' }),
  }
  return [...listed(hard, false), ...listed(soft, true)]
}

const listed = (
  attacks: { readonly [name: string]: Attack['ask'] },
  isSoft: boolean,
): readonly Attack[] => Object.entries(attacks).map(([name, ask]) => ({ name, ask, isSoft }))

const external = (query: string, knowledge: string): Ask =>
  post('/v1/retrieval', {
    knowledge_id: knowledge,
    query,
    retrieval_setting: { top_k: 50, score_threshold: 0 },
  })

/** Lists of all kinds, with the name of the victim's tenant in the header that only the operator may use. */
export const attacksByHeader = (routes: readonly Route[]): readonly Attack[] =>
  routes
    .filter(({ method, params, isOpen }) => method === 'GET' && params.length === 0 && !isOpen)
    .filter(({ query }) => !query.some(({ name }) => name === 'conversation_id'))
    .map((route) => ({
      name: `GET ${route.url} with the name of their tenant`,
      isSoft: true,
      ask: () => ({ path: withQuery(route, route.url) }),
    }))

type Attacker = {
  readonly name: string
  readonly as: (ask: Ask) => Ask
}

export const attackersOf = (
  { adminKey, memberKey, assistantKey, session }: Company,
  victimTenant: string,
): readonly Attacker[] => {
  const tenant = { 'x-llmflow-tenant': victimTenant }
  const byKey = (key: string) => (ask: Ask) => ({ ...ask, key, headers: tenant })
  return [
    { name: 'an admin’s key', as: byKey(adminKey) },
    { name: 'a member’s key', as: byKey(memberKey) },
    { name: 'a key of an assistant', as: byKey(assistantKey) },
    {
      name: 'a person who signed in',
      as: (ask) => ({
        ...ask,
        headers: { ...tenant, cookie: session.cookie, 'x-llmflow-csrf': session.csrf },
      }),
    },
  ]
}

/** What an attack came to, if it came to anything. */
export async function attempt(
  service: Service,
  attacker: Attacker,
  attack: Attack,
  victim: Company,
): Promise<readonly string[]> {
  const name = `${attack.name} by ${attacker.name}`
  const ask = attacker.as(attack.ask(victim.ids, victim.assistantName))
  const answer = await service.ask(ask)
  const blind = await service.ask(attacker.as(attack.ask(unknownIds, unknownAssistant)))
  const faults: string[] = []
  if (!attack.isSoft && answer.status < 400) faults.push(`${name}: ${answer.status}`)
  if (answer.status >= 500) faults.push(`${name}: ${answer.status} ${answer.text}`)
  if (leaks(answer, ask, victim)) faults.push(`${name}: says ${answer.text.slice(0, 300)}`)
  if (!attack.isSoft && shown(answer) !== shown(blind)) {
    faults.push(`${name}: tells what is there: ${shown(answer)} instead of ${shown(blind)}`)
  }
  return faults
}

/** A refusal may repeat what was asked; anything more of the victim's is a leak. */
function leaks({ text, headers }: Answer, ask: Ask, { mark, tenantName }: Company): boolean {
  const given = `${decodeURIComponent(ask.path)} ${JSON.stringify(ask.json ?? '')}`
  const own = [...given.matchAll(/[\w-]*mark[\w-]*/g)].map(([word]) => word)
  const rest = own
    .toSorted((one, other) => other.length - one.length)
    .reduce((left, word) => left.replaceAll(word, ''), text + JSON.stringify(headers))
  return rest.includes(mark) || rest.includes(`"${tenantName}"`)
}

const shown = ({ status, text }: Answer): string =>
  `${status} ${text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/[0-9a-f]{32}/g, 'ID')
    .replaceAll(/[\w-]+-helper/g, 'ASSISTANT')
    .slice(0, 500)}`
