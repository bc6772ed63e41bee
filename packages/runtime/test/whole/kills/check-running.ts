// Whether a service that was started again keeps what it had acknowledged, as its users see it.

import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Service } from '../service.js'
import { sha256Of, type DocumentEntry, type Ledger } from './ledger.js'
import { conversationUser, forgetLingering, settle, type Place } from './workload.js'

/** Within which every document is ready or has failed. */
const settleMsMax = 60_000
/** The journal of usage is moved every two seconds. */
const usageMsMax = 20_000
/** Words that must be found no more, in one check. */
const goneWordsMax = 12
/** Keys that must open no more. */
const revokedKeysMax = 5

const documentRow = z.object({
  id: z.string(),
  name: z.string(),
  sha256: z.string(),
  revision: z.number(),
  readyRevision: z.number().nullable(),
  stage: z.string(),
  failure: z.string().nullable(),
  chunks: z.number(),
})
type DocumentRow = z.infer<typeof documentRow>

/** Says everything that is wrong; the ledger learns which way went what was never answered. */
export async function checkRunning(
  service: Service,
  ledger: Ledger,
  place: Place,
): Promise<readonly string[]> {
  const faults: string[] = []
  const rows = await settledRows(service, place, faults)
  for (const [name, entry] of ledger.documents) {
    const row = rows.find((one) => one.name === name)
    rows.splice(row === undefined ? rows.length : rows.indexOf(row), 1)
    await checkDocument(service, ledger, place, name, entry, row, faults)
  }
  for (const { name } of rows) faults.push(`${name} is there, and nobody uploaded it`)
  await checkGoneWords(service, ledger, place, faults)
  await checkKeys(service, ledger, faults)
  await checkMessages(service, ledger, place, faults)
  await checkUsage(service, ledger, place, faults)
  return faults
}

const pageOfRows = z.object({ items: z.array(documentRow) })

async function settledRows(
  service: Service,
  { key, datasetId }: Place,
  faults: string[],
): Promise<DocumentRow[]> {
  for (const endMs = Date.now() + settleMsMax; ;) {
    const path = `/api/v1/datasets/${datasetId}/documents?limit=200`
    const answer = await service.ask({ key, path })
    const { items } = pageOfRows.parse(answer.json)
    const unsettled = items.filter(({ stage }) => stage !== 'ready' && stage !== 'failed')
    if (unsettled.length === 0) return items
    if (Date.now() > endMs) {
      for (const { name, stage } of unsettled) faults.push(`${name} stays ${stage}`)
      return items
    }
    await pause(50)
  }
}

async function checkDocument(
  service: Service,
  ledger: Ledger,
  place: Place,
  name: string,
  entry: DocumentEntry,
  row: DocumentRow | undefined,
  faults: string[],
): Promise<void> {
  const wanted = [entry.now, ...(entry.maybe === undefined ? [] : [entry.maybe.version])]
  const isAcknowledged = entry.maybe === undefined
  if (row === undefined) {
    if (wanted.every((version) => version !== undefined)) faults.push(`${name} is lost`)
    else settle(ledger, entry, undefined)
    return
  }
  const version = wanted.find((one) => one !== undefined && sha256Of(one.content) === row.sha256)
  if (version === undefined) {
    faults.push(`${name} is not what was uploaded last`)
    return
  }
  settle(ledger, entry, version)
  if (isAcknowledged && row.revision < entry.revision) {
    faults.push(`${name} has revision ${row.revision}, and ${entry.revision} was acknowledged`)
  }
  entry.revision = row.revision
  const stage = version.isBroken ? 'failed' : 'ready'
  if (row.stage !== stage) faults.push(`${name} is ${row.stage}: ${row.failure}`)
  const file = await service.ask({ key: place.key, path: `/api/v1/documents/${row.id}/file` })
  if (file.text !== version.content) faults.push(`${name} has another content`)
  if (version.isBroken) return
  forgetLingering(ledger, entry)
  if (row.readyRevision !== row.revision) faults.push(`${name} answers with an old revision`)
  await checkChunks(service, place, row, version.words, faults)
  for (const word of version.words) {
    const hits = await hitsOf(service, place, word)
    if (hits.length !== 1) faults.push(`${name} is found ${hits.length} times by ${word}`)
    if (hits.some(({ documentId }) => documentId !== row.id)) {
      faults.push(`${word} is found in another document than ${name}`)
    }
  }
}

const pageOfChunks = z.object({
  items: z.array(z.object({ ordinal: z.number(), text: z.string() })),
})

async function checkChunks(
  service: Service,
  { key }: Place,
  { id, name, chunks }: DocumentRow,
  words: readonly string[],
  faults: string[],
): Promise<void> {
  const path = `/api/v1/documents/${id}/chunks?limit=200`
  const { items } = pageOfChunks.parse((await service.ask({ key, path })).json)
  if (items.length !== chunks || items.some(({ ordinal }, at) => ordinal !== at)) {
    faults.push(`${name} has the chunks ${items.map(({ ordinal }) => ordinal).join(', ')}`)
  }
  for (const word of words) {
    const holding = items.filter(({ text }) => text.includes(`valve ${word} `)).length
    if (holding !== 1) faults.push(`${holding} chunks of ${name} hold ${word}`)
  }
}

const found = z.object({
  passages: z.array(z.object({ documentId: z.string(), text: z.string() })),
})

async function hitsOf(service: Service, { key, datasetId }: Place, word: string) {
  const json = { query: word, datasetIds: [datasetId], limit: 50 }
  const answer = await service.ask({ method: 'POST', path: '/api/v1/retrieval', key, json })
  const { passages } = found.parse(answer.json)
  return passages.filter(({ text }) => text.includes(`valve ${word} `))
}

async function checkGoneWords(
  service: Service,
  { goneWords }: Ledger,
  place: Place,
  faults: string[],
): Promise<void> {
  for (const word of goneWords.slice(-goneWordsMax)) {
    const hits = await hitsOf(service, place, word)
    if (hits.length > 0) faults.push(`${word} is still found after its text was deleted`)
  }
}

/** Those that must open first: who tries many that do not is taken for somebody who guesses. */
async function checkKeys(service: Service, { keys }: Ledger, faults: string[]): Promise<void> {
  const revoked = keys.filter(({ mayBeRevoked }) => mayBeRevoked).slice(-revokedKeysMax)
  for (const key of [...keys.filter(({ mayBeRevoked }) => !mayBeRevoked), ...revoked]) {
    const { status } = await service.ask({ path: '/v1/models', key: key.secret })
    const isRefused = status === 401 || status === 429
    if (isRefused && !key.mayBeRevoked) faults.push(`key ${key.id} is lost`)
    else if (status === 200 && key.isRevoked)
      faults.push(`key ${key.id} opens after it was revoked`)
    else if (status !== 200 && !isRefused) faults.push(`key ${key.id}: ${status}`)
  }
}

const pageOfMessages = z.object({
  data: z.array(z.object({ id: z.string(), query: z.string(), answer: z.string() })),
  has_more: z.boolean(),
})

async function checkMessages(
  service: Service,
  { messages }: Ledger,
  { key }: Place,
  faults: string[],
): Promise<void> {
  for (const conversationId of new Set(messages.map((message) => message.conversationId))) {
    const expected = messages.filter((message) => message.conversationId === conversationId)
    const kept = new Map<string, { readonly query: string; readonly answer: string }>()
    for (let first = ''; ;) {
      const path = `/v1/messages?conversation_id=${conversationId}&user=${conversationUser}&limit=100&first_id=${first}`
      const answer = await service.ask({ key, path })
      if (answer.status !== 200) {
        faults.push(`conversation ${conversationId}: ${answer.status}`)
        break
      }
      const page = pageOfMessages.parse(answer.json)
      for (const message of page.data) {
        if (kept.has(message.id)) faults.push(`message ${message.id} is there twice`)
        kept.set(message.id, message)
      }
      first = page.data[0]?.id ?? ''
      if (!page.has_more || first === '') break
    }
    for (const { id, query, answer } of expected) {
      const message = kept.get(id)
      if (message === undefined) faults.push(`message ${id} is lost`)
      else if (message.query !== query || message.answer !== answer) {
        faults.push(`message ${id} says something else`)
      }
    }
  }
}

const counts = z.object({ items: z.array(z.object({ model: z.string(), requests: z.number() })) })

async function checkUsage(
  service: Service,
  { asked, answered, assistant }: Ledger,
  { key, model }: Place,
  faults: string[],
): Promise<void> {
  const expected = [
    { name: model, least: answered.size, most: asked.size },
    { name: 'assistant/default', least: assistant.answered, most: assistant.asked },
  ]
  for (const endMs = Date.now() + usageMsMax; ;) {
    const { items } = counts.parse(
      (await service.ask({ key, path: '/api/v1/usage?by=model' })).json,
    )
    const wrong = expected.flatMap(({ name, least, most }) => {
      const { requests } = items.find((item) => item.model === name) ?? { requests: 0 }
      if (requests >= least && requests <= most) return []
      return [`${requests} uses of ${name} are counted, of ${least} to ${most}`]
    })
    if (wrong.length === 0) return
    if (Date.now() > endMs) {
      faults.push(...wrong)
      return
    }
    await pause(200)
  }
}
