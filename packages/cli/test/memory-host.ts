// A machine in memory: files, streams and nobody to ask.

import { ServiceError, type ServiceHost } from '../src/host/service.js'
import { posix } from 'node:path'
import { PrivateDiskError, type PrivateDisk } from '@llmflow/credentials'
import { DiskError, type Disk, type EntryKind, type Host, type ProgramResult } from 'llmflow'

type Entry =
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'link'; readonly target: string }

export type MemoryDisk = Disk & {
  readonly files: () => ReadonlyMap<string, string>
  readonly link: (path: string, target: string) => void
  /** Makes the next write to a path whose name ends so fail like a full disk. */
  readonly failWritesTo: (ending: string) => void
  /** A file or folder without permission. */
  readonly refuseToRead: (path: string) => void
}

/** Does something at once and answers as a disk does: later, failures included. */
const promised =
  <Args extends readonly unknown[], Value>(run: (...args: Args) => Value) =>
  (...args: Args): Promise<Value> =>
    Promise.resolve().then(() => run(...args))

export function memoryDisk(files: { readonly [path: string]: string }): MemoryDisk {
  const entries = new Map<string, Entry>(
    Object.entries(files).map(([path, text]) => [path, { kind: 'file', text }]),
  )
  const directories = new Set<string>()
  const failing: string[] = []
  const unreadable: string[] = []
  let temporaries = 0
  const below = (path: string): string[] =>
    [...entries.keys(), ...directories].filter((name) => name.startsWith(`${path}/`))
  const kindOf = (path: string): EntryKind | undefined =>
    entries.get(path)?.kind ??
    (directories.has(path) || below(path).length > 0 ? 'directory' : undefined)
  const refuse = (path: string, code: string): never => {
    throw new DiskError('write', path, code, { cause: undefined })
  }
  const failWhereAsked = (path: string): void => {
    if (failing.some((ending) => path.endsWith(ending))) refuse(path, 'ENOSPC')
  }
  return {
    files: () =>
      new Map(
        [...entries].flatMap(([path, entry]): [string, string][] =>
          entry.kind === 'file' ? [[path, entry.text]] : [],
        ),
      ),
    link: (path, target) => {
      entries.set(path, { kind: 'link', target })
    },
    failWritesTo: (ending) => {
      failing.push(ending)
    },
    refuseToRead: (path) => {
      unreadable.push(path)
    },
    read: promised((path: string) => {
      if (unreadable.includes(path)) {
        throw new DiskError('read', path, 'EACCES', { cause: undefined })
      }
      if (kindOf(path) === 'directory') {
        throw new DiskError('read', path, 'EISDIR', { cause: undefined })
      }
      const entry = entries.get(path)
      return entry?.kind === 'file' ? entry.text : undefined
    }),
    write: promised((path: string, text: string) => {
      failWhereAsked(path)
      if (kindOf(path) === 'directory') refuse(path, 'EISDIR')
      if (kindOf(posix.dirname(path)) !== 'directory') refuse(path, 'ENOENT')
      entries.set(path, { kind: 'file', text })
    }),
    bytesOf: promised((path: string) => {
      const entry = entries.get(path)
      return entry?.kind === 'file' ? Buffer.byteLength(entry.text) : undefined
    }),
    kindOf: promised(kindOf),
    list: promised((path: string) => {
      if (unreadable.includes(path)) {
        throw new DiskError('read', path, 'EACCES', { cause: undefined })
      }
      const names = below(path).map((name) => name.slice(path.length + 1).split('/')[0] ?? '')
      return [...new Set(names)].toSorted()
    }),
    createDirectory: promised((path: string) => {
      for (let name = path; name !== '/'; name = posix.dirname(name)) directories.add(name)
    }),
    createTemporary: promised((prefix: string) => {
      temporaries += 1
      directories.add(`${prefix}${temporaries}`)
      return `${prefix}${temporaries}`
    }),
    rename: promised((from: string, to: string) => {
      failWhereAsked(to)
      for (const path of [from, ...below(from)]) {
        const entry = entries.get(path)
        const moved = to + path.slice(from.length)
        if (entry !== undefined) entries.set(moved, entry)
        if (directories.delete(path)) directories.add(moved)
        entries.delete(path)
      }
    }),
    remove: promised((path: string) => {
      for (const name of [path, ...below(path)]) {
        entries.delete(name)
        directories.delete(name)
      }
    }),
  }
}

type MemoryHost = Host & { readonly out: () => string; readonly error: () => string }

type HostParts = Partial<
  Pick<
    Host,
    | 'environment'
    | 'isTerminal'
    | 'columns'
    | 'ask'
    | 'askSecretly'
    | 'now'
    | 'readInput'
    | 'run'
    | 'watchInterrupt'
    | 'services'
  >
>

/** Tests run on one day. */
const morning = '2026-01-05T09:00:00.000Z'

/** Permissions and what a crash leaves behind are matters of a real disk, and of its own tests. */
function privateDiskOn(disk: Disk): PrivateDisk {
  const asPrivate = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof DiskError)) throw error
      throw new PrivateDiskError(error.action, error.path, error.code, { cause: error })
    }
  }
  const readText = async (path: string) => {
    const text = await disk.read(path)
    return text === undefined ? undefined : Buffer.from(text)
  }
  const entryAt = async (path: string) => {
    const kind = await disk.kindOf(posix.normalize(path).replace(/\/$/, ''))
    return kind === undefined ? undefined : { kind, mode: undefined }
  }
  const write = async (path: string, bytes: Uint8Array) => {
    await disk.createDirectory(posix.dirname(path))
    await disk.write(path, Buffer.from(bytes).toString())
  }
  return {
    read: (path) => asPrivate(() => readText(path)),
    entryAt: (path) => asPrivate(() => entryAt(path)),
    list: (path) => asPrivate(() => disk.list(path)),
    makeDirectory: (path) => asPrivate(() => disk.createDirectory(path)),
    replace: (path, bytes) => asPrivate(() => write(path, bytes)),
    create: (path, text) =>
      asPrivate(async () => {
        if ((await disk.kindOf(path)) !== undefined) return false
        await write(path, Buffer.from(text))
        return true
      }),
    remove: (path) => asPrivate(() => disk.remove(path)),
  }
}

const noProgram = (): Promise<ProgramResult | undefined> => Promise.resolve(undefined)

/** A machine on which nothing listens and nothing can be started. */
export const noServices: ServiceHost = {
  start: () => ({
    started: Promise.resolve({ refusal: 'there is no runtime here', fault: 'other' }),
    ended: Promise.resolve(1),
    stop: () => {},
  }),
  request: (_, { path }) =>
    Promise.reject(
      new ServiceError('unreachable', `nothing answers ${path}`, { cause: undefined }),
    ),
  adminSocket: () => Promise.resolve(undefined),
  pause: () => Promise.resolve(),
  models: () => ({ ended: Promise.resolve(1), stop: () => {} }),
}

/** Standard output and error are kept apart, and in order together when `both` is given. */
export function memoryHost(disk: Disk, parts: HostParts = {}, both: string[] = []): MemoryHost {
  const out: string[] = []
  const error: string[] = []
  return {
    writeOut: (text) => {
      out.push(text)
      both.push(text)
    },
    writeError: (text) => {
      error.push(text)
      both.push(text)
    },
    workingDirectory: '/home',
    environment: {},
    disk,
    isTerminal: false,
    columns: undefined,
    ask: undefined,
    askSecretly: undefined,
    privateDisk: () => Promise.resolve(privateDiskOn(disk)),
    services: () => Promise.resolve(noServices),
    now: () => new Date(morning),
    readInput: () => Promise.resolve(''),
    run: noProgram,
    watchInterrupt: () => ({ isInterrupted: () => false, end: () => {} }),
    ...parts,
    out: () => out.join(''),
    error: () => error.join(''),
  }
}
