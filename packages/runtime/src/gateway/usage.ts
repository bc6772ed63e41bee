// Usage that survives a kill: each entry is in a journal on the disk before the end of its reply is sent, and in the records later.

import { writeSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { storableJson } from '../conversations/storable.js'
import { RuntimeError } from '../error.js'
import type { Session } from '../ports/records.js'

export const usageEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  tenantId: z.string(),
  keyId: z.string().nullable(),
  userId: z.string().nullable(),
  model: z.string(),
  promptTokens: z.number().int().min(0),
  completionTokens: z.number().int().min(0),
  isEstimated: z.boolean(),
  status: z.number().int(),
})

export type UsageEntry = z.infer<typeof usageEntry>

export type UsageJournal = {
  /** Resolves when the entry would survive a kill of the process. */
  record(entry: UsageEntry): Promise<void>
  /** The records were away for so long that nothing more can be kept: requests are refused meanwhile. */
  readonly isFull: boolean
  /** Moves what is in the journal to the records; throws what the records throw, and loses nothing then. */
  flush(): Promise<void>
  close(): Promise<void>
}

type UsageOptions = {
  /** Owned by one process; made when missing. */
  readonly directory: string
  readonly records: Pick<Session, 'execute'>
  readonly onFault: (error: unknown) => void
  /** Between two moves to the records; 0 for none but those asked for. */
  readonly flushMs?: number
  /** Entries on the disk that the records have not taken yet. */
  readonly sizeBytesMax?: number
}

const sizeBytesUsual = 256 * 2 ** 20

/** Opens the journal; entries of an earlier process go to the records with the first flush. */
export async function openUsageJournal(options: UsageOptions): Promise<UsageJournal> {
  const { directory, records, onFault } = options
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const closed = await segmentsIn(directory)
  let sizeBytes = await sizeOf(closed)
  let number = Math.max(0, ...closed.map(numberOf))
  let segment = await begin()
  /** What this process wrote without a fault needs no check. */
  const written = new Set<string>()
  let flushing: Promise<void> | undefined
  let isClosed = false

  async function begin(): Promise<Segment> {
    number += 1
    const path = join(directory, `${String(number).padStart(12, '0')}.jsonl`)
    return openSegment(path)
  }

  async function move(): Promise<void> {
    if (segment.sizeBytes > 0) {
      const full = segment
      segment = await begin()
      await full.close()
      if (full.isWhole) written.add(full.path)
      closed.push(full.path)
    }
    for (let path = closed[0]; path !== undefined; path = closed[0]) {
      const text = await readFile(path, 'utf8')
      const lines = written.has(path) ? linesOf(text) : checkedLines(text, onFault)
      await insert(records, lines, onFault)
      written.delete(path)
      await rm(path)
      closed.shift()
      sizeBytes -= Buffer.byteLength(text)
    }
  }

  const flush = async (): Promise<void> => {
    flushing ??= move().finally(() => {
      flushing = undefined
    })
    await flushing
  }

  const flushMs = options.flushMs ?? 2000
  const timer = flushMs === 0 ? undefined : setInterval(() => void flush().catch(onFault), flushMs)
  timer?.unref()

  return {
    get isFull() {
      return sizeBytes >= (options.sizeBytesMax ?? sizeBytesUsual)
    },
    record: (entry) => {
      if (isClosed) return Promise.reject(new RuntimeError('unavailable', 'The service is ending.'))
      const line = `${JSON.stringify(entry)}\n`
      sizeBytes += Buffer.byteLength(line)
      return segment.append(line)
    },
    flush,
    close: async () => {
      isClosed = true
      clearInterval(timer)
      await flush().catch(onFault)
      await segment.close()
      if (segment.sizeBytes === 0) await rm(segment.path, { force: true })
    },
  }
}

const segmentsIn = async (directory: string): Promise<string[]> =>
  (await readdir(directory))
    .filter((name) => /^\d{12}\.jsonl$/.test(name))
    .toSorted()
    .map((name) => join(directory, name))

const numberOf = (path: string): number => Number(/(\d{12})\.jsonl$/.exec(path)?.[1] ?? 0)

async function sizeOf(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

type Segment = {
  readonly path: string
  readonly sizeBytes: number
  /** Whether every write went well. */
  readonly isWhole: boolean
  append(line: string): Promise<void>
  close(): Promise<void>
}

/** A write into the page cache takes microseconds; a disk that once took longer is waited for elsewhere. */
const slowWriteMs = 5
const slowPhaseMs = 10_000

async function openSegment(path: string): Promise<Segment> {
  const file = await open(path, 'ax', 0o600)
  let waiting = ''
  let next: Promise<void> | undefined
  let last: Promise<void> = Promise.resolve()
  let sizeBytes = 0
  let slowUntilMs = 0
  let isWhole = true

  /** All that comes in one turn of the event loop, or while a slow write is under way, is written at once. */
  async function writeNext(after: Promise<void>): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    await after.catch(() => undefined)
    const bytes = Buffer.from(waiting)
    waiting = ''
    next = undefined
    const startedMs = performance.now()
    try {
      if (startedMs < slowUntilMs) await writeWhole(file, bytes)
      else writeAtOnce(file, bytes)
    } catch (error) {
      isWhole = false
      throw error
    }
    const endedMs = performance.now()
    if (startedMs >= slowUntilMs && endedMs - startedMs > slowWriteMs)
      slowUntilMs = endedMs + slowPhaseMs
  }

  return {
    path,
    get sizeBytes() {
      return sizeBytes
    },
    get isWhole() {
      return isWhole
    },
    append: (line) => {
      waiting += line
      sizeBytes += line.length
      if (next === undefined) {
        next = writeNext(last)
        last = next
      }
      return next
    },
    close: async () => {
      await last.catch(() => undefined)
      await file.close()
    },
  }
}

/** In this thread: handing a few hundred bytes to another one costs many times what writing them does. */
function writeAtOnce({ fd }: FileHandle, bytes: Buffer): void {
  try {
    for (let from = 0; from < bytes.length;) from += writeSync(fd, bytes, from)
  } catch (error) {
    endLine(fd)
    throw unwritable(error)
  }
}

async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  try {
    for (let from = 0; from < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, from)
      from += bytesWritten
    }
  } catch (error) {
    endLine(file.fd)
    throw unwritable(error)
  }
}

/** After a write that failed half way the rest of its line is nobody's: a line break ends it. */
function endLine(fd: number): void {
  try {
    writeSync(fd, '\n')
  } catch {
    // The disk is still full; what stands there is read as one damaged line.
  }
}

const unwritable = (cause: unknown): RuntimeError =>
  new RuntimeError('unavailable', 'Usage can’t be kept: the disk refuses it.', { cause })

/** A line that a kill cut was never acknowledged, so only one with an end counts. */
const linesOf = (text: string): readonly string[] => text.split('\n').slice(0, -1)

function checkedLines(text: string, onFault: (error: unknown) => void): readonly string[] {
  return linesOf(text).flatMap((line) => {
    if (line === '') return []
    try {
      return [JSON.stringify(usageEntry.parse(JSON.parse(line)))]
    } catch (error) {
      onFault(error)
      return []
    }
  })
}

const rowsPerStatement = 500

type Sink = Pick<Session, 'execute'>

async function insert(
  records: Sink,
  lines: readonly string[],
  onFault: (error: unknown) => void,
): Promise<void> {
  for (let from = 0; from < lines.length; from += rowsPerStatement) {
    const rows = lines.slice(from, from + rowsPerStatement)
    if (await isTaken(records, rows)) continue
    for (const row of rows) await insertOne(records, row, onFault)
  }
}

/** One entry that the records refuse must not keep back all that come after it: names of models are whatever was asked for. */
async function insertOne(
  records: Sink,
  row: string,
  onFault: (error: unknown) => void,
): Promise<void> {
  if (await isTaken(records, [row])) return
  if (await isTaken(records, [storableJson(JSON.parse(row))])) return
  onFault(new RuntimeError('invalid-request', 'An entry of usage is nothing that can be kept.'))
}

/** False when the records refuse a value; throws when they are away. */
async function isTaken(records: Sink, rows: readonly string[]): Promise<boolean> {
  try {
    await records.execute(insertion, [`[${rows.join()}]`])
    return true
  } catch (error) {
    if (error instanceof RuntimeError && error.code === 'invalid-request') return false
    throw error
  }
}

/** The identifier makes it idempotent: a kill between the records and the journal counts nothing twice. */
const insertion = `INSERT INTO usage
    (id, at, tenant_id, key_id, user_id, model, prompt_tokens, completion_tokens, is_estimated, status)
  SELECT id, at, "tenantId", "keyId", "userId", model, "promptTokens", "completionTokens", "isEstimated", status
  FROM json_to_recordset($1::json) AS entry(id uuid, at timestamptz, "tenantId" uuid, "keyId" uuid,
    "userId" uuid, model text, "promptTokens" integer, "completionTokens" integer, "isEstimated" boolean,
    status integer)
  ON CONFLICT (id) DO NOTHING`
