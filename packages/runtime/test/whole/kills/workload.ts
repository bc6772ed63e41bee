// What users do all day, several at a time, until the service is gone: each thing is written down before and after.

import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Random } from '../random.js'
import type { Answer, Ask, Service } from '../service.js'
import { wordOf, type DocumentEntry, type Ledger, type Version } from './ledger.js'

export type Place = {
  readonly key: string
  readonly datasetId: string
  /** Of the model that stands at an address. */
  readonly model: string
}

type Work = {
  readonly service: Service
  readonly ledger: Ledger
  readonly random: Random
  readonly place: Place
}

const withId = z.object({ id: z.string() })

/** Names that one worker alone writes, so that what it was told last is what must be there. */
const namesPerWriter = 4
const writers = 3

/** Resolves when every worker has found the service gone, or `rounds` are over. */
export async function runWorkload(work: Work, rounds = Infinity): Promise<void> {
  const tasks = [
    ...Array.from({ length: writers }, (_, writer) => () => changeDocument(work, writer)),
    () => askModel(work, false),
    () => askModel(work, true),
    () => askAssistant(work),
    () => converse(work),
    () => changeKeys(work),
  ]
  await Promise.all(tasks.map((task) => repeat(work, task, rounds)))
}

async function repeat({ ledger, random }: Work, task: () => Promise<void>, rounds: number) {
  for (let round = 0; round < rounds; round += 1) {
    try {
      await task()
    } catch (error) {
      if (error instanceof Unexpected) ledger.faults.push(error.message)
      return
    }
    await pause(random.whole(40))
  }
}

/** The service lives and says what it should not. */
class Unexpected extends Error {
  override readonly name = 'Unexpected'
}

async function expectStatus(
  { service, ledger, place }: Work,
  ask: Ask,
  ...statuses: readonly number[]
): Promise<Answer> {
  const answer = await service.ask({ key: place.key, ...ask })
  if (statuses.includes(answer.status)) {
    ledger.acknowledged += 1
    return answer
  }
  const { method = 'GET', path } = ask
  // A reply says nothing about a fault of ours; the log does.
  const logged = answer.status === 500 ? ` ${service.log().slice(-2000)}` : ''
  throw new Unexpected(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}${logged}`)
}

async function changeDocument(work: Work, writer: number): Promise<void> {
  const { ledger, random } = work
  const name = `w${writer}-${random.whole(namesPerWriter)}.md`
  const entry = ledger.documents.get(name) ?? unknownDocument()
  ledger.documents.set(name, entry)
  const isDeleting = entry.now !== undefined && random.chance(0.3)
  if (isDeleting) await remove(work, name, entry)
  else await upload(work, name, entry, versionOf(work))
}

function versionOf({ ledger, random }: Work): Version {
  const isBroken = random.chance(0.1)
  const words = Array.from({ length: 1 + random.whole(4) }, () => {
    ledger.nextNumber += 1
    return wordOf(ledger.nextNumber)
  })
  // Long enough that each section is a chunk of its own.
  const padding = 'The pump of the cooling circuit is serviced in spring and in autumn. '.repeat(20)
  const sections = words.map(
    (word) => `# Section ${word}\n\nThe valve ${word} is closed. ${padding}`,
  )
  return {
    words: isBroken ? [] : words,
    isBroken,
    content: isBroken ? `%PDF-1.7 ${words.join(' ')} no more` : sections.join('\n\n'),
  }
}

async function upload(
  work: Work,
  name: string,
  entry: DocumentEntry,
  version: Version,
): Promise<void> {
  entry.maybe = { version }
  const path = `/api/v1/datasets/${work.place.datasetId}/documents`
  const file = {
    name,
    content: version.content,
    mediaType: version.isBroken ? 'application/pdf' : 'text/markdown',
  }
  // What is being deleted is taken again when it is gone.
  const answer = await expectStatus(work, { method: 'POST', path, file }, 201, 409)
  if (answer.status === 409) {
    entry.maybe = undefined
    return
  }
  settle(work.ledger, entry, version)
  entry.revision = z.object({ revision: z.number() }).parse(answer.json).revision
}

async function remove(work: Work, name: string, entry: DocumentEntry): Promise<void> {
  const listing = `/api/v1/datasets/${work.place.datasetId}/documents?containing=${name}`
  const found = await expectStatus(work, { path: listing }, 200)
  const [document] = z.object({ items: z.array(withId) }).parse(found.json).items
  if (document === undefined) throw new Unexpected(`${name} was acknowledged and is not listed`)
  entry.maybe = { version: undefined }
  const path = `/api/v1/documents/${document.id}`
  await expectStatus(work, { method: 'DELETE', path }, 204)
  work.ledger.goneDocuments.push(document.id)
  settle(work.ledger, entry, undefined)
  entry.revision = 0
}

const unknownDocument = (): DocumentEntry => ({
  now: undefined,
  maybe: undefined,
  revision: 0,
  lingering: [],
})

/** From now on this is what must be there. */
export function settle(ledger: Ledger, entry: DocumentEntry, version: Version | undefined): void {
  if (version !== entry.now) entry.lingering.push(...(entry.now?.words ?? []))
  entry.now = version
  entry.maybe = undefined
  if (version === undefined) forgetLingering(ledger, entry)
}

/** What was there before is gone now: the document is deleted, or a newer text of it is ready. */
export function forgetLingering({ goneWords }: Ledger, { lingering }: DocumentEntry): void {
  goneWords.push(...lingering.splice(0))
}

/** One use that is told from all others. */
export async function askModel(work: Work, isStreaming: boolean): Promise<void> {
  const { ledger, place } = work
  ledger.nextNumber += 1
  const number = ledger.nextNumber
  ledger.asked.add(number)
  const json = {
    model: place.model,
    stream: isStreaming,
    messages: [{ role: 'user', content: `tokens ${number}` }],
  }
  const path = '/v1/chat/completions'
  const answer = await expectStatus(work, { method: 'POST', path, json }, 200)
  if (isStreaming && !answer.text.endsWith('data: [DONE]\n\n')) {
    throw new Unexpected(`a stream ended early: ${answer.text.slice(-200)}`)
  }
  ledger.answered.add(number)
}

async function askAssistant(work: Work): Promise<void> {
  const { ledger, random } = work
  const known = [...ledger.documents.values()].flatMap(({ now }) => now?.words ?? [])
  const word = known[random.whole(Math.max(1, known.length))] ?? wordOf(0)
  ledger.assistant.asked += 1
  const json = {
    model: 'assistant/default',
    messages: [{ role: 'user', content: `Is the valve ${word} closed?` }],
  }
  await expectStatus(work, { method: 'POST', path: '/v1/chat/completions', json }, 200)
  ledger.assistant.answered += 1
}

/** The face of Dify's apps: each answer is kept as a message of a conversation. */
async function converse(work: Work): Promise<void> {
  const { ledger, random } = work
  const before = ledger.messages.at(-1)
  ledger.nextNumber += 1
  const query = `What is closed in ${ledger.nextNumber}?`
  ledger.assistant.asked += 1
  const json = {
    query,
    user: conversationUser,
    inputs: {},
    response_mode: 'blocking',
    conversation_id: before !== undefined && random.chance(0.5) ? before.conversationId : '',
  }
  const answer = await expectStatus(work, { method: 'POST', path: '/v1/chat-messages', json }, 200)
  const message = z
    .object({ message_id: z.string(), conversation_id: z.string(), answer: z.string() })
    .parse(answer.json)
  ledger.assistant.answered += 1
  ledger.messages.push({
    id: message.message_id,
    conversationId: message.conversation_id,
    query,
    answer: message.answer,
  })
}

export const conversationUser = 'somebody'

const madeKey = z.object({ key: withId, secret: z.string() })

async function changeKeys(work: Work): Promise<void> {
  const { ledger, random } = work
  const open = ledger.keys.find(({ isRevoked, mayBeRevoked }) => !isRevoked && !mayBeRevoked)
  if (open !== undefined && random.chance(0.4)) {
    open.mayBeRevoked = true
    await expectStatus(work, { method: 'DELETE', path: `/api/v1/keys/${open.id}` }, 204)
    open.isRevoked = true
  } else await makeKey(work)
  await pause(200)
}

export async function makeKey(work: Work): Promise<void> {
  const json = { name: 'of a workload' }
  const answer = await expectStatus(work, { method: 'POST', path: '/api/v1/keys', json }, 201)
  const { key, secret } = madeKey.parse(answer.json)
  work.ledger.keys.push({ id: key.id, secret, isRevoked: false, mayBeRevoked: false })
}
