// Compares a folder with the tree that is to be in it, and finds what must not be touched.

import { posix } from 'node:path'
import { diagnostic, manifestName, readManifest, type Diagnostic, type Files } from '@llmflow/spec'
import type { Disk } from '../host/host.js'
import { digestOfText } from '../platform/digest.js'

export type TreeChanges = {
  readonly created: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
  readonly same: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The folder as it was given, for messages, and as the disk knows it. */
export type Folder = { readonly given: string; readonly path: string }

export async function changesOf(
  disk: Disk,
  folder: Folder,
  { files, target }: Files,
  isForced: boolean,
): Promise<TreeChanges> {
  const wanted = new Map(files.map(({ path, text }) => [path, digestOfText(text)]))
  const written = await writtenFiles(disk, folder, manifestName(target))
  const gone = [...written.files.keys()].filter((path) => !wanted.has(path))
  const seen = new Map<string, Found>()
  for (const path of [...wanted.keys(), ...gone]) seen.set(path, await find(disk, folder, path))
  const found = (path: string): Found => seen.get(path) ?? { kind: 'nothing' }
  const expected = (path: string): Expected => ({
    written: written.files.get(path),
    wanted: wanted.get(path),
    isForced,
  })
  const findings = [...wanted.keys(), ...gone].flatMap((path) =>
    judge(folder, path, found(path), expected(path)),
  )
  const digest = (path: string): string | undefined => {
    const at = found(path)
    return at.kind === 'file' ? at.digest : undefined
  }
  return {
    created: [...wanted.keys()].filter((path) => digest(path) === undefined),
    changed: [...wanted].flatMap(([path, now]) =>
      digest(path) === undefined || digest(path) === now ? [] : [path],
    ),
    removed: gone.filter((path) => digest(path) !== undefined),
    same: [...wanted].flatMap(([path, now]) => (digest(path) === now ? [path] : [])),
    diagnostics: [...(isForced ? [] : written.diagnostics), ...findings],
  }
}

async function writtenFiles(
  disk: Disk,
  folder: Folder,
  manifest: string,
): Promise<{
  readonly files: ReadonlyMap<string, string>
  readonly diagnostics: readonly Diagnostic[]
}> {
  const text = await disk.read(posix.join(folder.path, manifest))
  if (text === undefined) return { files: new Map(), diagnostics: [] }
  const files = readManifest(text)
  if (files !== undefined) return { files, diagnostics: [] }
  return { files: new Map(), diagnostics: [finding('render/foreign-file', folder, manifest)] }
}

type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly digest: string }
  /** A link on the way, or a path that climbs out. */
  | { readonly kind: 'outside' }
  /** A directory in the place of a file, or a file in the place of a directory. */
  | { readonly kind: 'blocked'; readonly by: string }

async function find(disk: Disk, folder: Folder, path: string): Promise<Found> {
  const segments = path.split('/')
  if (path.startsWith('/') || path.includes('\\') || segments.includes('..'))
    return { kind: 'outside' }
  for (const [index] of segments.entries()) {
    const by = segments.slice(0, index + 1).join('/')
    const kind = await disk.kindOf(posix.join(folder.path, by))
    if (kind === undefined) return { kind: 'nothing' }
    if (kind === 'link') return { kind: 'outside' }
    const isLast = index === segments.length - 1
    if ((kind === 'directory') === isLast) return { kind: 'blocked', by }
  }
  const text = await disk.read(posix.join(folder.path, path))
  return text === undefined ? { kind: 'nothing' } : { kind: 'file', digest: digestOfText(text) }
}

/** What may be at a path: what LLMFlow wrote, what it would write, or with force any file. */
type Expected = {
  readonly written: string | undefined
  readonly wanted: string | undefined
  readonly isForced: boolean
}

/** Force replaces files; it never removes a directory and never leaves the folder. */
function judge(
  folder: Folder,
  path: string,
  found: Found,
  { written, wanted, isForced }: Expected,
): readonly Diagnostic[] {
  switch (found.kind) {
    case 'nothing':
      return []
    case 'outside':
      return [finding('render/outside-folder', folder, path)]
    case 'blocked':
      return [finding('render/foreign-file', folder, found.by)]
    case 'file':
      if (isForced || found.digest === written || found.digest === wanted) return []
      return [
        finding(written === undefined ? 'render/foreign-file' : 'render/edited-file', folder, path),
      ]
  }
}

type TreeCode = 'render/foreign-file' | 'render/edited-file' | 'render/outside-folder'

function finding(code: TreeCode, { given }: Folder, path: string): Diagnostic {
  const file = posix.join(given, path)
  return diagnostic(code, { document: file, offset: 0, length: 1 }, { file })
}
