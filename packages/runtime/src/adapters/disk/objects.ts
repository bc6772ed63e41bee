// Objects as files: written aside, moved to their place when they are whole and on the disk.

import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, rmdir, type FileHandle } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { syncPath } from '../../data-directory/durable.js'
import { RuntimeError } from '../../error.js'
import { makeId } from '../../identifier.js'
import type { Objects, StoredObject } from '../../ports/objects.js'

/** No key begins with a dot, so that no object is ever in it. */
const unfinished = '.unfinished'

/** Opens a folder that nobody else writes in, and sweeps out what a killed process left unfinished. */
export async function openDiskObjects(folder: string): Promise<Objects> {
  const aside = join(folder, unfinished)
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true, mode: 0o700 })
  return {
    async put(key, content, sizeBytesMax) {
      // A client may go away before we listen; reading the stream says so afterwards.
      content.on('error', () => undefined)
      const temporary = join(aside, makeId())
      try {
        const target = pathOf(folder, key)
        const stored = await write(temporary, content, sizeBytesMax)
        await place(temporary, target, folder)
        return stored
      } catch (error) {
        await rm(temporary, { force: true })
        throw explain(error)
      } finally {
        content.destroy()
      }
    },
    async get(key) {
      const file = await openIfThere(pathOf(folder, key))
      return file?.createReadStream()
    },
    async remove(key) {
      const path = pathOf(folder, key)
      await rm(path, { force: true })
      await syncPath(dirname(path)).catch(ignoreMissing)
      await removeEmpty(dirname(path), folder)
    },
    list: (prefix) => list(folder, prefix),
  }
}

const segment = /^[a-z0-9_-][a-z0-9._-]{0,199}$/

function pathOf(folder: string, key: string): string {
  const segments = key.split('/')
  if (key.length <= 1000 && segments.every((each) => segment.test(each))) {
    return join(folder, ...segments)
  }
  throw new RuntimeError('invalid-request', 'this is no key of an object')
}

async function write(path: string, content: Readable, sizeBytesMax: number): Promise<StoredObject> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const piece of content) {
      const bytes = bytesOf(piece)
      sizeBytes += bytes.length
      if (sizeBytes > sizeBytesMax) throw tooLarge(sizeBytesMax)
      hash.update(bytes)
      await writeAll(file, bytes)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sizeBytes, sha256: hash.digest('hex') }
}

function bytesOf(piece: unknown): Uint8Array {
  if (piece instanceof Uint8Array) return piece
  if (typeof piece === 'string') return Buffer.from(piece)
  throw new RuntimeError('invalid-request', 'the content is not a stream of bytes')
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done)
    done += bytesWritten
  }
}

/** Often enough for everybody who removes the last neighbour, and the folder with it, at this moment. */
const placeAttempts = 10

async function place(temporary: string, target: string, top: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await rename(temporary, target)
      break
    } catch (error) {
      // Both steps meet folders that went away; for `mkdir` one in the middle of the path is then no folder.
      if (!isMissing(error) || attempt === placeAttempts) throw error
    }
  }
  await syncUpTo(dirname(target), top)
}

/** The folder and those above it: whoever made them may not have done so yet. */
async function syncUpTo(folder: string, top: string): Promise<void> {
  await syncPath(folder)
  if (folder !== top) await syncUpTo(dirname(folder), top)
}

async function removeEmpty(folder: string, top: string): Promise<void> {
  if (folder === top) return
  try {
    await rmdir(folder)
  } catch {
    return
  }
  await removeEmpty(dirname(folder), top)
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    const file = await open(path, 'r')
    if ((await file.stat()).isFile()) return file
    await file.close()
  } catch (error) {
    ignoreMissing(error)
  }
  return undefined
}

async function list(folder: string, prefix: string): Promise<readonly string[]> {
  const parent = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  const top = parent === '' ? folder : pathOf(folder, parent.slice(0, -1))
  const options = { recursive: true, withFileTypes: true } as const
  const entries = await readdir(top, options).catch((error: unknown) => {
    ignoreMissing(error)
    return []
  })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((key) => key.startsWith(prefix) && !key.startsWith('.'))
    .toSorted()
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(String(codeOf(error)))

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error
}

const tooLarge = (sizeBytesMax: number): RuntimeError =>
  new RuntimeError('too-large', `the file is larger than ${sizeBytesMax} bytes`, {
    detail: { sizeBytesMax },
  })

function explain(error: unknown): unknown {
  const isAborted = error instanceof Error && error.name === 'AbortError'
  switch (isAborted ? 'ABORT_ERR' : codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT': {
      const message = 'the disk is full; try again when there is room'
      return new RuntimeError('unavailable', message, { isRetryable: true, cause: error })
    }
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ENOTEMPTY':
      return new RuntimeError('conflict', 'one key is the folder of another', { cause: error })
    case 'ERR_STREAM_PREMATURE_CLOSE':
    case 'ECONNRESET':
    case 'ABORT_ERR':
      return new RuntimeError('cancelled', 'the file did not arrive whole', { cause: error })
    default:
      return error
  }
}
