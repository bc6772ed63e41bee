// Reads the files of an audit: directories in the order of their names, files, and standard input.

import { basename, dirname, extname, join, resolve } from 'node:path'
import { diagnostic, nearest, type Diagnostic } from '@llmflow/spec'
import { DiskError, type Host } from '../host/host.js'
import type { Source } from '../sources/source.js'

type Gathered = {
  readonly sources: readonly Source[]
  readonly diagnostics: readonly Diagnostic[]
  /** Files that are too large, or no text. */
  readonly leftOut: number
}

export const standardInput = '<stdin>'

/** Below a directory only these are read; a file that is named is read whatever its name. */
const extensions: ReadonlySet<string> = new Set([
  '.yaml',
  '.yml',
  '.json',
  '.md',
  '.mdx',
  '.markdown',
  '.conf',
  '.cfg',
  '.ini',
  '.env',
  '.sh',
  '.bash',
])

/** All CRDs of a large operator are about 4,000,000 characters. */
const fileBytesMax = 16_000_000
/** Node’s memory ends at about 50,000,000 characters of manifests. */
const totalBytesMax = 40_000_000
/** Text has no such character; a binary file has one early. */
const binaryMark = '\u0000'
const binaryWithin = 8000

export async function gather(host: Host, paths: readonly string[]): Promise<Gathered> {
  const sources = new Map<string, Source>()
  const diagnostics: Diagnostic[] = []
  let leftOut = 0
  let total = 0
  const keep = (place: string, name: string, text: string): void => {
    if (text.slice(0, binaryWithin).includes(binaryMark)) leftOut += 1
    else if (!sources.has(place)) sources.set(place, { name, text })
  }
  const tell =
    (path: string): Tell =>
    (name, { code }) => {
      const file = join(path, name)
      const place = { document: file, offset: 0, length: 1 }
      diagnostics.push(diagnostic('spec/unreadable-file', place, { file, reason: code }))
    }
  for (const path of paths) {
    if (path === '-') {
      keep('-', standardInput, await host.readInput())
      continue
    }
    const place = resolve(host.workingDirectory, path)
    const kind = await host.disk.kindOf(place)
    if (kind === undefined) {
      diagnostics.push(await missing(host, path))
      continue
    }
    const isFolder =
      kind === 'directory' || (await host.disk.list(place).catch(() => [])).length > 0
    const names = isFolder ? await filesBelow(host, place, tell(path)) : ['']
    for (const name of names) {
      const file = join(place, name)
      const bytes = await host.disk.bytesOf(file)
      const size = bytes ?? 0
      if (size > fileBytesMax || total + size > totalBytesMax) {
        leftOut += 1
        continue
      }
      total += size
      const text = await host.disk.read(file).catch(told(tell(path), name))
      keep(file, join(path, name), text ?? '')
    }
  }
  return { sources: [...sources.values()], diagnostics, leftOut }
}

/** Says that one file or folder cannot be read; the others are. */
type Tell = (name: string, error: DiskError) => void

const told =
  (tell: Tell, name: string) =>
  (error: unknown): undefined => {
    if (!(error instanceof DiskError)) throw error
    tell(name, error)
  }

async function missing(host: Host, path: string): Promise<Diagnostic> {
  const siblings = await host.disk.list(dirname(resolve(host.workingDirectory, path)))
  const close = nearest(basename(path), siblings)
  const items = close === '' ? [] : [join(dirname(path), close)]
  const place = { document: path, offset: 0, length: 1 }
  const advice = items.length === 0 ? [] : [{ kind: 'list' as const, items }]
  return diagnostic('spec/missing-file', place, { file: path }, { advice })
}

/** Paths below a directory, links not followed: what they lead to lies elsewhere, or is read already. */
async function filesBelow(host: Host, folder: string, tell: Tell): Promise<readonly string[]> {
  const found: string[] = []
  const visit = async (path: string): Promise<void> => {
    const names = await host.disk.list(join(folder, path)).catch(told(tell, path))
    for (const name of names ?? []) {
      const kind = await host.disk.kindOf(join(folder, path, name))
      if (kind === 'directory' && !isIgnoredFolder(name)) await visit(join(path, name))
      if (kind === 'file' && isRead(name) && (await isRegular(host, join(folder, path, name)))) {
        found.push(join(path, name))
      }
    }
  }
  await visit('')
  return found
}

/** A pipe or a device would never end. */
const isRegular = async ({ disk }: Host, path: string): Promise<boolean> =>
  (await disk.bytesOf(path)) !== undefined

/** What others wrote, and what tests of Go programs read, which is often wrong on purpose. */
const ignoredFolders: ReadonlySet<string> = new Set(['node_modules', 'testdata', 'vendor'])

const isIgnoredFolder = (name: string): boolean => name.startsWith('.') || ignoredFolders.has(name)

function isRead(name: string): boolean {
  if (name.startsWith('.')) return /^\.env(?:[.-]|$)/.test(name)
  return extensions.has(extname(name).toLowerCase())
}
