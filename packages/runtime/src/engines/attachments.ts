// Files that come with questions: kept in the store of files, read by a reader of their own, swept once an hour.

import { startParser } from '../adapters/parser/parser.js'
import { makeAttachments } from '../conversations/attachments.js'
import { readAttachments } from '../ingest/read-attachments.js'
import type { Chunker } from '../ingest/pipeline.js'
import { describeError, type Log } from '../log.js'
import type { Uploads } from '../gateway/faces/dify/uploads.js'
import type { Closers } from './closers.js'
import type { Engines } from './engines.js'

const mebibyte = 2 ** 20

/** Dify's usual limit. */
const sizeBytesMax = 15 * mebibyte
const tenantBytesMax = 2048 * mebibyte
const keptMs = 24 * 3_600_000
const sweepEveryMs = 3_600_000

/** About five hundred pages: ranking them takes seconds. */
const chunksMax = 1000
/** Clients give up after about two minutes. */
const readWithinMs = 90_000
const fileWithinMs = 60_000
/** What a file of the limit's size may unpack to. */
const unpackedBytesMax = 128 * mebibyte

export function openAttachments(
  { records, objects, workFolder }: Engines,
  makeChunker: () => Chunker,
  log: Log,
  closers: Closers,
): Uploads {
  const attachments = makeAttachments({ records, objects, sizeBytesMax, tenantBytesMax })
  // Documents that are ingested may keep the other readers busy for hours.
  const parser = startParser({
    processes: 1,
    sizeBytesMax: unpackedBytesMax,
    stepWithinMs: fileWithinMs,
    wholeWithinMs: fileWithinMs,
  })
  closers.add('reader of attachments', () => parser.close())
  const sweep = (): Promise<void> =>
    attachments.sweep(Date.now() - keptMs).catch((error: unknown) => {
      log.warn('attachments are not swept', { error: describeError(error) })
    })
  let sweeping = sweep()
  const timer = setInterval(() => {
    sweeping = sweep()
  }, sweepEveryMs)
  closers.add('sweep of attachments', () => {
    clearInterval(timer)
    return sweeping
  })
  const reader = {
    objects,
    parser,
    makeChunker,
    workFolder,
    chunksMax,
    withinMs: readWithinMs,
  }
  return {
    sizeBytesMax,
    keep: (owner, file) => attachments.keep(owner, file),
    open: async (owner, ids) => {
      const found = await attachments.find(owner, ids)
      return {
        files: found.map(({ id, name, mediaType, sizeBytes }) => ({
          id,
          name,
          mediaType,
          sizeBytes,
        })),
        passages: (signal) => readAttachments(reader, found, signal),
      }
    },
  }
}
