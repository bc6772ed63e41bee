// Brings one file here: resumed where it was left, bounded, and never trusted before its digest is right.

import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, rm, stat, statfs, truncate, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { RuntimeError } from '../error.js'
import { diskError, modelError } from './failure.js'
import { get, networkError, type Getting, type Got } from './request.js'

export type Wanted = {
  readonly url: URL
  readonly hosts: readonly string[]
  readonly sha256: string | undefined
  readonly sizeBytes: number | undefined
  readonly sign?: Getting['sign']
}

export type Progress = (doneBytes: number, totalBytes: number | undefined) => void

export type Fetched = { readonly sizeBytes: number; readonly sha256: string }

/** Larger than any file that one machine serves; a server that never ends is stopped here. */
const sizeBytesMax = 512 * 2 ** 30
const pausesMs = [500, 2000, 5000, 15_000]
/** What stays free: a full disk harms more than a missing model. */
const spareBytes = 256 * 2 ** 20

/**
 * Keeps the file at `path` while it grows, so that the next call goes on there. Throws `digest-differs` after removing
 * what came, as it is of no use; after any other failure the part stays.
 */
export async function download(
  wanted: Wanted,
  path: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<Fetched> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await once(wanted, path, progress, signal)
    } catch (error) {
      const wait = pausesMs[attempt]
      const mayRetry = error instanceof RuntimeError && error.isRetryable
      if (!mayRetry || wait === undefined || signal.aborted) throw error
      await pause(wait, undefined, { signal }).catch(() => undefined)
      signal.throwIfAborted()
    }
  }
}

async function once(
  wanted: Wanted,
  path: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<Fetched> {
  const offset = await offsetOf(wanted, path)
  const etag = await readFile(etagFile(path), 'utf8').catch(() => '')
  const got = await get({
    ...wanted,
    signal,
    headers: offset === 0 ? {} : { range: `bytes=${offset}-`, ...ifRange(etag) },
  })
  const start = await startOf(got, offset, path)
  if (start === 'again') return once(wanted, path, progress, signal)
  const total = wanted.sizeBytes ?? totalOf(got, start)
  const limit = wanted.sizeBytes ?? sizeBytesMax
  try {
    if (total !== undefined && total > limit) throw modelError('size-differs', `${total}`)
    await checkSpace(path, (total ?? 0) - start)
    await writeFile(etagFile(path), headerOf(got, 'etag') ?? '')
  } catch (error) {
    got.reply.body.destroy()
    throw diskError(error, path)
  }
  const hash = createHash('sha256')
  if (start > 0) await hashFile(path, hash)
  const size = await append(got, { path, start, total, limit, hash, progress, signal })
  return verified(wanted, path, size, hash.digest('hex'))
}

/** Without a digest only the server's own mark tells whether it is still the same file. */
async function offsetOf({ sha256, sizeBytes }: Wanted, path: string): Promise<number> {
  const { size } = await stat(path).catch(() => ({ size: 0 }))
  const etag = await readFile(etagFile(path), 'utf8').catch(() => '')
  if (sizeBytes !== undefined && size > sizeBytes) return 0
  return sha256 === undefined && etag === '' ? 0 : size
}

const etagFile = (path: string): string => `${path}.etag`

const ifRange = (etag: string): { readonly 'if-range'?: string } =>
  etag.startsWith('"') ? { 'if-range': etag } : {}

function headerOf({ reply }: Got, name: string): string | undefined {
  const value = reply.headers[name]
  return typeof value === 'string' ? value : undefined
}

/** Where the reply's first byte belongs. */
async function startOf(got: Got, offset: number, path: string): Promise<number | 'again'> {
  const { reply, url } = got
  switch (reply.statusCode) {
    case 200:
      await truncate(path, 0).catch(() => undefined)
      return 0
    case 206:
      if (headerOf(got, 'content-range')?.startsWith(`bytes ${offset}-`) === true) return offset
      break
    case 416: {
      await reply.body.dump()
      // Either all of it is here already, or it is no part of this file at all.
      if (headerOf(got, 'content-range') === `bytes */${offset}`) return offset
      if (offset === 0) throw modelError('refused', `${url.host}: 416`)
      await rm(path, { force: true })
      return 'again'
    }
    case 404:
    case 410:
      await reply.body.dump()
      throw modelError('not-found', `${url.origin}${url.pathname}`)
  }
  await reply.body.dump()
  const isPassing = reply.statusCode === 429 || reply.statusCode >= 500
  throw modelError(isPassing ? 'unreachable' : 'refused', `${url.host}: ${reply.statusCode}`)
}

function totalOf(got: Got, start: number): number | undefined {
  const range = /\/(\d+)$/.exec(headerOf(got, 'content-range') ?? '')?.[1]
  if (range !== undefined) return Number(range)
  const length = headerOf(got, 'content-length')
  return length === undefined ? undefined : start + Number(length)
}

async function checkSpace(path: string, missingBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(path))
  if (missingBytes + spareBytes > bavail * bsize) throw modelError('no-space', dirname(path))
}

const hashFile = (path: string, hash: Hash): Promise<void> =>
  pipeline(createReadStream(path), async (parts: AsyncIterable<Buffer>) => {
    for await (const part of parts) hash.update(part)
  })

type Appending = {
  readonly path: string
  readonly start: number
  readonly total: number | undefined
  readonly limit: number
  readonly hash: Hash
  readonly progress: Progress
  readonly signal: AbortSignal
}

async function append({ reply, url }: Got, appending: Appending): Promise<number> {
  const { path, start, total, limit, hash, progress, signal } = appending
  if (reply.statusCode === 416) return start
  let size = start
  progress(size, total)
  const counted = async function* (parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      size += part.length
      if (size > limit) throw modelError('too-large', url.host)
      hash.update(part)
      progress(size, total)
      yield part
    }
  }
  const file = createWriteStream(path, { flags: 'a', mode: 0o600, flush: true })
  const written: { error?: unknown } = {}
  file.once('error', (error) => (written.error = error))
  try {
    await pipeline(reply.body, counted, file, { signal })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw written.error === undefined
      ? networkError(error, url, signal)
      : diskError(written.error, path)
  }
  if (total !== undefined && size < total) throw modelError('unreachable', url.host)
  return size
}

async function verified(
  { sha256, sizeBytes }: Wanted,
  path: string,
  size: number,
  digest: string,
): Promise<Fetched> {
  const isSame = sha256 === undefined || sha256 === digest
  if (isSame && (sizeBytes === undefined || sizeBytes === size)) {
    await rm(etagFile(path), { force: true })
    return { sizeBytes: size, sha256: digest }
  }
  await rm(path, { force: true })
  await rm(etagFile(path), { force: true })
  throw isSame ? modelError('size-differs', `${size}`) : modelError('digest-differs', digest)
}
