// Reads the files of an audit: directories in the order of their names, files, and standard input.

import { basename, dirname, extname, join, resolve } from 'node:path'
import { diagnostic, nearest, type Diagnostic, type SourceText } from '@llmflow/spec'
import { DiskError, type Host } from '../host/host.js'

type Gathered = {
  readonly sources: readonly SourceText[]
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

/** What is filled while paths are read. */
type Basket = {
  readonly host: Host
  readonly sources: Map<string, SourceText>
  readonly diagnostics: Diagnostic[]
  leftOut: number
  bytes: number
}

export async function gather(host: Host, paths: readonly string[]): Promise<Gathered> {
  const basket: Basket = { host, sources: new Map(), diagnostics: [], leftOut: 0, bytes: 0 }
  for (const path of paths) {
    if (path === '-') keep(basket, '-', standardInput, await host.readInput())
    else await readPath(basket, path)
  }
  const { sources, diagnostics, leftOut } = basket
  return { sources: [...sources.values()], diagnostics, leftOut }
}

async function readPath(basket: Basket, path: string): Promise<void> {
  const { host, diagnostics } = basket
  const place = resolve(host.workingDirectory, path)
  const kind = await host.disk.kindOf(place)
  if (kind === undefined) {
    diagnostics.push(await missing(host, path))
    return
  }
  const isFolder = kind === 'directory' || (await host.disk.list(place).catch(() => [])).length > 0
  const names = isFolder ? await filesBelow(basket, path) : ['']
  for (const name of names) await readFile(basket, join(place, name), join(path, name))
}

async function readFile(basket: Basket, place: string, name: string): Promise<void> {
  const { disk } = basket.host
  const bytes = (await disk.bytesOf(place)) ?? 0
  if (bytes > fileBytesMax || basket.bytes + bytes > totalBytesMax) {
    basket.leftOut += 1
    return
  }
  basket.bytes += bytes
  const text = await disk.read(place).catch(told(basket, name))
  keep(basket, place, name, text ?? '')
}

function keep(basket: Basket, place: string, name: string, text: string): void {
  const { sources } = basket
  if (text.slice(0, binaryWithin).includes(binaryMark)) basket.leftOut += 1
  else if (!sources.has(place)) sources.set(place, { name, text })
}

/** Says that one file or folder cannot be read; the others are. */
const told =
  ({ diagnostics }: Basket, file: string) =>
  (error: unknown): undefined => {
    if (!(error instanceof DiskError)) throw error
    const place = { document: file, offset: 0, length: 1 }
    diagnostics.push(diagnostic('spec/unreadable-file', place, { file, reason: error.code }))
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
async function filesBelow(basket: Basket, folder: string): Promise<readonly string[]> {
  const { host } = basket
  const { disk } = host
  const found: string[] = []
  const visit = async (path: string): Promise<void> => {
    const place = resolve(host.workingDirectory, folder, path)
    const names = await disk.list(place).catch(told(basket, join(folder, path)))
    for (const name of names ?? []) {
      const inner = join(place, name)
      const kind = await disk.kindOf(inner)
      if (kind === 'directory' && !isIgnoredFolder(name)) await visit(join(path, name))
      if (kind === 'file' && isRead(name) && (await isRegular(host, inner))) {
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
