// Files with questions are read within bounds: each refusal names the file and why, and nothing is left lying about.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RuntimeError } from '../../src/error.js'
import { chunkByTitle } from '../../src/ingest/chunk-by-title.js'
import { readAttachments } from '../../src/ingest/read-attachments.js'
import type { Objects } from '../../src/ports/objects.js'
import type { Parser } from '../../src/ports/parser.js'
import { memoryObjects } from '../knowledge/company.js'

const objects = memoryObjects()
let workFolder = ''

beforeAll(async () => {
  workFolder = await mkdtemp(join(tmpdir(), 'llmflow-reading-'))
})

afterAll(async () => rm(workFolder, { recursive: true, force: true }))

/** Each line is a paragraph; `broken` can't be read, and `slow` never ends. */
const parser: Parser = {
  async *parse({ path }, signal) {
    const text = await readFile(path, 'utf8')
    if (text === 'broken') {
      throw new RuntimeError('unreadable-document', 'It is cut off.', {
        detail: { failure: 'broken' },
      })
    }
    if (text === 'slow') await pause(60_000, undefined, { signal })
    const elements = text.split('\n').map((line, at) => ({
      kind: 'text' as const,
      text: line,
      page: at + 1,
    }))
    yield { elements, progress: { done: 1, total: 1 } }
  },
  close: () => Promise.resolve(),
}

async function read(
  texts: readonly string[],
  signal = new AbortController().signal,
  store: Objects = objects,
) {
  const files = texts.map((_text, at) => ({
    id: `id-${at}`,
    name: `file ${at}.txt`,
    mediaType: 'text/plain',
    objectKey: `attachments/${at}`,
  }))
  for (const [at, text] of texts.entries()) {
    await objects.put(`attachments/${at}`, Readable.from([Buffer.from(text)]), 1000)
  }
  const makeChunker = () => chunkByTitle({ charactersMax: 20, newAfterCharacters: 10 })
  const reader = { objects: store, parser, makeChunker, workFolder, chunksMax: 4, withinMs: 300 }
  try {
    return await readAttachments(reader, files, signal)
  } finally {
    expect(await readdir(workFolder)).toEqual([])
  }
}

it('gives passages with the names of their files, their places and no rank', async () => {
  expect(await read(['first paragraph\nsecond paragraph', 'another file'])).toMatchObject([
    { chunkId: 'id-0.0', documentName: 'file 0.txt', text: 'first paragraph', pageFirst: 1 },
    { chunkId: 'id-0.1', documentId: 'id-0', text: 'second paragraph', pageFirst: 2, score: 0 },
    { chunkId: 'id-1.0', documentName: 'file 1.txt', ordinal: 0, datasetName: '', ranks: {} },
  ])
})

it('refuses what cannot be read, holds nothing, or is too long together, by name', async () => {
  const long = 'a long paragraph\n'
  const refused: readonly (readonly [readonly string[], string, RegExp])[] = [
    [['fine', 'broken'], 'broken', /^file 1\.txt: It is cut off\.$/],
    [['  '], 'empty', /^file 0\.txt: There is no text/],
    [[long.repeat(5)], 'too-large', /^file 0\.txt: It is too long/],
    [[long.repeat(3), long.repeat(2)], 'too-large', /^file 1\.txt: /],
  ]
  for (const [texts, failure, message] of refused) {
    await expect(read(texts)).rejects.toMatchObject({
      code: 'invalid-request',
      message,
      detail: { field: 'files', failure },
    })
  }
  expect(await read([long.repeat(2), long.repeat(2)])).toHaveLength(4)
})

it('stops after its time, and when nobody waits any more', async () => {
  await expect(read(['slow'])).rejects.toMatchObject({ code: 'timed-out', isRetryable: true })
  const left = new AbortController()
  const reading = read(['slow'], left.signal)
  left.abort()
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
})

it('says so when the file has been forgotten', async () => {
  const without = { ...objects, get: () => Promise.resolve(undefined) }
  await expect(read(['gone'], undefined, without)).rejects.toMatchObject({ code: 'not-found' })
})
