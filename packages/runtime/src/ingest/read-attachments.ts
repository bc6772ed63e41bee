// Reads files that come with a question into passages, at once and within bounds: nobody waits for a book.

import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { RuntimeError } from '../error.js'
import type { Objects } from '../ports/objects.js'
import type { Parser } from '../ports/parser.js'
import type { Passage } from '../retrieve/retriever.js'
import type { Chunker } from './pipeline.js'
import type { NewChunk } from './work.js'

type File = {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly objectKey: string
}

type AttachmentReader = {
  readonly objects: Objects
  readonly parser: Parser
  readonly makeChunker: () => Chunker
  /** Where files lie while they are read. */
  readonly workFolder: string
  /** Of all files of a question together. */
  readonly chunksMax: number
  /** For all files of a question together, with the time until others' have been read. */
  readonly withinMs: number
}

/**
 * The files' chunks in order, none ranked. Throws `invalid-request` with the reason for a file that cannot be read, and
 * `not-found` for one that has been forgotten meanwhile; `timed-out` when it all takes longer than `withinMs`.
 */
export async function readAttachments(
  reader: AttachmentReader,
  files: readonly File[],
  signal: AbortSignal,
): Promise<readonly Passage[]> {
  const late = AbortSignal.timeout(reader.withinMs)
  const passages: Passage[] = []
  for (const file of files) {
    try {
      const room = reader.chunksMax - passages.length
      const chunks = await read(reader, file, room, AbortSignal.any([signal, late]))
      passages.push(...chunks.map((chunk) => passageOf(file, chunk)))
    } catch (error) {
      throw late.aborted && !signal.aborted ? tookTooLong() : explain(file, error)
    }
  }
  return passages
}

async function read(
  { objects, parser, makeChunker, workFolder }: AttachmentReader,
  { name, mediaType, objectKey }: File,
  room: number,
  signal: AbortSignal,
): Promise<readonly NewChunk[]> {
  const content = await objects.get(objectKey)
  if (content === undefined) {
    throw new RuntimeError('not-found', 'The file has been forgotten: upload it again.')
  }
  const folder = await mkdtemp(join(workFolder, 'attachment-'))
  try {
    const path = join(folder, 'file')
    await pipeline(content, createWriteStream(path), { signal })
    const chunker = makeChunker()
    const chunks: NewChunk[] = []
    const take = (more: readonly NewChunk[]): void => {
      chunks.push(...more)
      if (chunks.length > room) throw tooLong()
    }
    for await (const { elements } of parser.parse({ path, name, mediaType }, signal)) {
      // One by one: what is too long is refused before all of it is cut.
      for (const element of elements) take(chunker.push([element]))
    }
    take(chunker.end())
    if (chunks.length === 0) throw unreadable('empty', 'There is no text in it.')
    return chunks
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Dify's clients show the dataset's name: a file that was sent with the question is in none. */
const passageOf = (
  { id, name }: File,
  { pageFirst, pageLast, ordinal, titles, text, spans, isRecognized }: NewChunk,
): Passage => ({
  chunkId: `${id}.${ordinal}`,
  documentId: id,
  documentName: name,
  datasetId: '',
  datasetName: '',
  ordinal,
  titles,
  text,
  ...(pageFirst === undefined ? {} : { pageFirst }),
  ...(pageLast === undefined ? {} : { pageLast }),
  spans,
  isRecognized,
  score: 0,
  ranks: {},
})

const unreadable = (failure: string, message: string): RuntimeError =>
  new RuntimeError('unreadable-document', message, { detail: { failure } })

const tooLong = (): RuntimeError =>
  unreadable('too-large', 'It is too long for a question: add it to a dataset, and ask about that.')

/** Others' files may have been read before. */
const tookTooLong = (): RuntimeError =>
  new RuntimeError(
    'timed-out',
    'Reading the files took too long: try again, or add them to a dataset and ask about that.',
    { isRetryable: true },
  )

const explain = (file: File, error: unknown): unknown =>
  error instanceof RuntimeError && error.code === 'unreadable-document'
    ? refusal(file, error)
    : error

const refusal = ({ name }: File, error: RuntimeError): RuntimeError =>
  new RuntimeError('invalid-request', `${name}: ${error.message}`, {
    cause: error,
    detail: { ...error.detail, field: 'files' },
  })
