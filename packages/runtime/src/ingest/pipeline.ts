// Makes a document findable or forgets it: reading, chunking, embedding and indexing, each of which may be done again.

import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline as pipe } from 'node:stream/promises'
import { batches } from '../batches.js'
import { RuntimeError } from '../error.js'
import type { Graph, Mention, MentioningChunk } from '../ports/graph.js'
import type { Objects } from '../ports/objects.js'
import type { Element, Parser } from '../ports/parser.js'
import type { Records } from '../ports/records.js'
import type { DocumentKey, IndexedText, TextIndex } from '../ports/text-index.js'
import type { IndexedVector, VectorIndex } from '../ports/vector-index.js'
import {
  countChunks,
  dropChunksOfRevision,
  fail,
  finish,
  forget,
  loadWork,
  readTexts,
  showProgress,
  storeChunks,
  type NewChunk,
  type Work,
} from './work.js'

/** Cuts a stream of elements into chunks; `end` gives what is left. */
export type Chunker = {
  push(elements: readonly Element[]): readonly NewChunk[]
  end(): readonly NewChunk[]
}

export type Embedding = {
  /** The name of the model: documents of another one are embedded again. */
  readonly model: string
  readonly index: VectorIndex
  readonly embed: (
    texts: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly Float32Array[]>
}

type Recognition = { readonly pages: number; readonly failed: number }

export type Pipeline = {
  readonly records: Records
  readonly objects: Objects
  readonly parser: Parser
  readonly makeChunker: () => Chunker
  readonly textIndex: TextIndex
  readonly graph: Graph
  readonly mentionsOf: (texts: readonly string[]) => Promise<readonly (readonly Mention[])[]>
  /** Absent where no embedder is on. */
  readonly embedding?: Embedding
  /** Where files lie while they are read. */
  readonly workFolder: string
  /** Of one document; a longer one fails. */
  readonly chunksMax?: number
  readonly observe: {
    recognized(tenantId: string, recognition: Recognition): void
    processed(tenantId: string, status: 'ready' | 'failed' | 'deleted'): void
  }
}

/** Texts for one call of an embedder. */
const embeddingBatch = 32
/** Chunks for one statement. */
const storingBatch = 200
/** Texts for one call of the index's process: what goes there at once holds up everybody. */
const mentionsBatch = 200
/** About twelve thousand pages. The indexes take a document whole, and a longer one would hold up everybody. */
const chunksMaxUsual = 20_000

/**
 * Brings a document to where its row wants it: ready, or gone. May be called again after any interruption. Throws what
 * is worth another try; what the file itself is to blame for is kept in its row.
 */
export async function processDocument(
  pipeline: Pipeline,
  documentId: string,
  signal: AbortSignal,
): Promise<void> {
  const work = await loadWork(pipeline.records, documentId)
  if (work === undefined || work.stage === 'ready' || work.stage === 'failed') return
  if (work.stage === 'deleting') return remove(pipeline, work)
  try {
    const pages = await read(pipeline, work, signal)
    await index(pipeline, work, signal)
    if (!(await finish(pipeline.records, work, pages, pipeline.embedding?.model ?? null))) return
    pipeline.observe.processed(work.tenantId, 'ready')
  } catch (error) {
    if (!(error instanceof RuntimeError) || error.code !== 'unreadable-document') throw error
    await giveUp(pipeline, work, error)
  }
}

/** What the file itself is to blame for, or what failed too often. */
export async function giveUp(pipeline: Pipeline, work: Work, error: RuntimeError): Promise<void> {
  await fail(pipeline.records, work, String(error.detail['failure'] ?? error.code), error.message)
  pipeline.observe.processed(work.tenantId, 'failed')
}

/** Reads the file into chunks; answers with its pages. */
async function read(pipeline: Pipeline, work: Work, signal: AbortSignal): Promise<number> {
  const { records } = pipeline
  await dropChunksOfRevision(records, work)
  const folder = await mkdtemp(join(pipeline.workFolder, 'document-'))
  try {
    const path = join(folder, 'file')
    await mustBeCurrent(showProgress(records, work, 'parsing', 0, 0))
    const content = await pipeline.objects.get(work.objectKey)
    if (content === undefined) {
      // A newer upload took it away, and asked for the work again.
      await mustBeCurrent(showProgress(records, work, 'parsing', 0, 0))
      throw unreadable('broken', 'its file is not in the store any more')
    }
    await pipe(content, createWriteStream(path), { signal })
    return await readFile(pipeline, work, path, signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readFile(
  pipeline: Pipeline,
  work: Work,
  path: string,
  signal: AbortSignal,
): Promise<number> {
  const { records, chunksMax = chunksMaxUsual } = pipeline
  const chunker = pipeline.makeChunker()
  let waiting: NewChunk[] = []
  let [pages, stored] = [0, 0]
  const store = async (): Promise<void> => {
    await storeChunks(records, work, waiting)
    stored += waiting.length
    waiting = []
  }
  const request = { path, name: work.name, mediaType: work.mediaType }
  for await (const { elements, progress, recognition } of pipeline.parser.parse(request, signal)) {
    pages = progress.total
    if (recognition !== undefined) pipeline.observe.recognized(work.tenantId, recognition)
    waiting.push(...chunker.push(elements))
    if (stored + waiting.length > chunksMax) throw unreadable('too-large', tooLong)
    await mustBeCurrent(showProgress(records, work, 'parsing', progress.done, progress.total))
    if (waiting.length >= storingBatch) await store()
  }
  await mustBeCurrent(showProgress(records, work, 'chunking', 0, 0))
  waiting.push(...chunker.end())
  await store()
  if (stored === 0) throw unreadable('empty', 'there is no text in it')
  return pages
}

const tooLong = 'it is too long for one document: split it into several'

/** No array here holds a whole document: each index takes its chunks as they are read again. */
async function index(pipeline: Pipeline, work: Work, signal: AbortSignal): Promise<void> {
  const { records, embedding, graph, textIndex } = pipeline
  const key: DocumentKey = {
    tenantId: work.tenantId,
    datasetId: work.datasetId,
    documentId: work.id,
  }
  const total = await countChunks(records, work)
  if (embedding !== undefined) {
    await embedding.index.replace(key, vectorsOf(pipeline, embedding, work, total, signal))
  }
  await mustBeCurrent(showProgress(records, work, 'indexing', 0, total))
  await graph.replace(key, mentioning(pipeline, work, total))
  await textIndex.replace(key, textsOf(pipeline, work, total))
}

/** A chunk is found by the titles above it too. */
async function* textsOf(
  { records }: Pipeline,
  work: Work,
  total: number,
): AsyncGenerator<IndexedText> {
  for await (const { id, titles, text } of readTexts(records, work, total)) {
    const above = titles.filter((title) => !text.startsWith(title))
    yield { chunkId: id, text: [...above, text].join('\n') }
  }
}

async function* mentioning(
  pipeline: Pipeline,
  work: Work,
  total: number,
): AsyncGenerator<MentioningChunk> {
  for await (const some of batches(textsOf(pipeline, work, total), mentionsBatch)) {
    const mentions = await pipeline.mentionsOf(some.map(({ text }) => text))
    yield* some.map(({ chunkId }, at) => ({ chunkId, mentions: mentions[at] ?? [] }))
  }
}

/** Refused by every index: an embedder that gives fewer vectors than it had texts is not believed. */
const noVector = new Float32Array()

async function* vectorsOf(
  pipeline: Pipeline,
  { embed }: Embedding,
  work: Work,
  total: number,
  signal: AbortSignal,
): AsyncGenerator<IndexedVector> {
  let done = 0
  for await (const some of batches(textsOf(pipeline, work, total), embeddingBatch)) {
    await mustBeCurrent(showProgress(pipeline.records, work, 'embedding', done, total))
    const texts = some.map(({ text }) => text)
    const vectors = await embed(texts, signal)
    yield* some.map(({ chunkId }, at) => ({ chunkId, vector: vectors[at] ?? noVector }))
    done += some.length
  }
}

async function remove(pipeline: Pipeline, work: Work): Promise<void> {
  const key = { tenantId: work.tenantId, datasetId: work.datasetId, documentId: work.id }
  await pipeline.textIndex.remove(key)
  await pipeline.embedding?.index.remove(key)
  await pipeline.graph.remove(key)
  await pipeline.objects.remove(work.objectKey)
  await forget(pipeline.records, work)
  pipeline.observe.processed(work.tenantId, 'deleted')
}

/** A newer revision or a deletion has come: this work stops, and the next one does what is wanted now. */
async function mustBeCurrent(shown: Promise<boolean>): Promise<void> {
  if (!(await shown)) throw new RuntimeError('cancelled', 'the document has changed meanwhile')
}

const unreadable = (failure: string, message: string): RuntimeError =>
  new RuntimeError('unreadable-document', message, { detail: { failure } })
