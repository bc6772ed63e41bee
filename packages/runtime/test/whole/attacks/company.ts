// Two companies on one platform, each with people, keys, assistants, documents and conversations of its own.

import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { RuntimeError } from '../../../src/error.js'
import type { Ask, Service } from '../service.js'

/** Everything that another company must neither see nor touch; what people wrote holds `mark`. */
export type Company = {
  readonly mark: string
  /** Of its documents: nobody else's hold them. */
  readonly words: readonly string[]
  readonly tenant: string
  readonly tenantName: string
  readonly adminKey: string
  readonly memberKey: string
  readonly assistantKey: string
  readonly session: { readonly cookie: string; readonly csrf: string }
  readonly ids: Ids
  readonly assistantName: string
}

/** What the parts of a path may stand for. */
const kinds = [
  'tenant',
  'user',
  'key',
  'assistant',
  'dataset',
  'document',
  'segment',
  'restrictedDataset',
  'restrictedDocument',
  'restrictedSegment',
  'conversation',
  'message',
  'personConversation',
  'personMessage',
  'trace',
] as const

export type Kind = (typeof kinds)[number]
export type Ids = { readonly [kind in Kind]: string }

/** Whose conversations the keys of an application keep. */
export const customer = 'customer-1'

const withId = z.object({ id: z.string() })
const password = 'correct horse battery staple'

export async function foundCompany(service: Service, name: string): Promise<Company> {
  const mark = `${name}mark`
  const operator = { 'x-llmflow-tenant': name }
  const operate = async (ask: Ask): Promise<unknown> =>
    fine(await service.operate({ ...ask, headers: operator }))
  const json = { name, requestsPerMinute: 1_000_000, tokensPerMinute: 1_000_000_000 }
  const made = await service.operate({ method: 'POST', path: '/api/v1/tenants', json })
  const tenant = withId.parse(fine(made)).id
  const madeKey = z.object({ key: withId, secret: z.string() })
  const keyOf = async (rest: object) =>
    madeKey.parse(
      await operate({
        method: 'POST',
        path: '/api/v1/keys',
        json: { name: `${mark} key`, ...rest },
      }),
    )
  const admin = await keyOf({ role: 'admin' })
  const as = async (ask: Ask): Promise<unknown> =>
    fine(await service.ask({ key: admin.secret, ...ask }))
  const make = async (path: string, json: object): Promise<string> =>
    withId.parse(await as({ method: 'POST', path, json })).id

  const email = `${mark}@example.com`
  const user = await make('/api/v1/users', { email, name: mark, role: 'admin', password })
  const session = await signIn(service, email)
  const dataset = await make('/api/v1/datasets', { name: `${mark} open` })
  const restricted = { name: `${mark} restricted`, isRestricted: true }
  const restrictedDataset = await make('/api/v1/datasets', restricted)
  const document = await upload(as, dataset, mark, 'open')
  const restrictedDocument = await upload(as, restrictedDataset, mark, 'restricted')
  const assistantName = `${mark}-helper`
  const assistant = await make('/api/v1/assistants', {
    name: assistantName,
    description: mark,
    prompt: mark,
    datasetIds: [dataset],
  })
  const member = await keyOf({ role: 'member' })
  const helper = await keyOf({ role: 'member', assistantId: assistant })
  const answered = fine(
    await service.ask({
      method: 'POST',
      path: '/v1/chat-messages',
      key: helper.secret,
      json: { query: `Is the valve ${mark}open closed?`, user: customer, inputs: {} },
    }),
  )
  const talk = z
    .object({ conversation_id: z.string(), message_id: z.string(), answer: z.string() })
    .parse(answered)
  const own = await askAsPerson(service, session, assistant, `Is the valve ${mark}open closed?`)
  return {
    mark,
    words: [`${mark}open`, `${mark}restricted`],
    tenant,
    tenantName: name,
    adminKey: admin.secret,
    memberKey: member.secret,
    assistantKey: helper.secret,
    session,
    assistantName,
    ids: {
      tenant,
      user,
      key: member.key.id,
      assistant,
      dataset,
      document,
      segment: await firstSegment(as, dataset, document),
      restrictedDataset,
      restrictedDocument,
      restrictedSegment: await firstSegment(as, restrictedDataset, restrictedDocument),
      conversation: talk.conversation_id,
      message: talk.message_id,
      personConversation: own.conversationId,
      personMessage: own.messageId,
      trace: await firstTrace(as),
    },
  }
}

type As = (ask: Ask) => Promise<unknown>

async function signIn(service: Service, email: string): Promise<Company['session']> {
  const json = { email, password }
  const answer = await service.ask({ method: 'POST', path: '/api/v1/session', json })
  const { csrf } = z.object({ csrf: z.string() }).parse(fine(answer))
  const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
  return { cookie, csrf }
}

const began = z.object({ conversationId: z.string(), messageId: z.string() })

async function askAsPerson(
  service: Service,
  { cookie, csrf }: Company['session'],
  assistantId: string,
  query: string,
): Promise<z.infer<typeof began>> {
  const headers = { cookie, 'x-llmflow-csrf': csrf }
  const json = { assistantId, query }
  const path = '/api/v1/messages'
  const { status, text } = await service.ask({ method: 'POST', path, headers, json })
  const [, first] = /^event: began\ndata: (.*)$/m.exec(text) ?? []
  if (first === undefined) throw new RuntimeError('unavailable', `${status}: ${text}`)
  return began.parse(JSON.parse(first))
}

async function upload(as: As, dataset: string, mark: string, word: string): Promise<string> {
  const content = `# ${mark}\n\nThe valve ${mark}${word} is closed. Only ${mark} may know.\n`
  const path = `/api/v1/datasets/${dataset}/documents`
  const file = { name: `${mark}-${word}.md`, content }
  const { id } = withId.parse(await as({ method: 'POST', path, file }))
  for (const endMs = Date.now() + 60_000; ;) {
    const found = await as({ path: `/api/v1/documents/${id}` })
    const { stage } = z.object({ stage: z.string() }).parse(found)
    if (stage === 'ready') return id
    if (Date.now() > endMs) throw new RuntimeError('timed-out', `${file.name} stays ${stage}`)
    await pause(50)
  }
}

async function firstSegment(as: As, dataset: string, document: string): Promise<string> {
  const found = await as({ path: `/v1/datasets/${dataset}/documents/${document}/segments` })
  return z.object({ data: z.array(withId).min(1) }).parse(found).data[0]?.id ?? ''
}

/** Traces are written a little after the answer. */
async function firstTrace(as: As): Promise<string> {
  const page = z.object({ items: z.array(z.object({ traceId: z.string() })) })
  for (const endMs = Date.now() + 30_000; ;) {
    const { items } = page.parse(await as({ path: '/api/v1/traces' }))
    if (items[0] !== undefined) return items[0].traceId
    if (Date.now() > endMs) throw new RuntimeError('timed-out', 'there is no trace')
    await pause(100)
  }
}

function fine({ status, json, text }: Awaited<ReturnType<Service['ask']>>): unknown {
  if (status < 300) return json
  throw new RuntimeError('unavailable', `${status}: ${text.slice(0, 500)}`)
}
