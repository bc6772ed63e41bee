// The files that a command line names: themselves, or all that lie in folders, by their paths from where they were named.

import { join, relative, resolve } from 'node:path'
import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { Host } from '../host/host.js'
import { placeOf } from './connect.js'

export type FileToIngest = {
  readonly path: string
  /** What the document is called: its path from the folder that was named. */
  readonly name: string
}

export type FoundFiles = {
  readonly files: readonly FileToIngest[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Hidden files and links stay out of folders, and named ones that are no regular files say so. Of two files of one
 * name, which would replace each other, the first stays.
 */
export async function findFiles(host: Host, given: readonly string[]): Promise<FoundFiles> {
  const { files, diagnostics } = await findAll(host, given)
  const byName = new Map<string, FileToIngest>()
  for (const file of files) {
    // The service keeps names composed, and a disk may not.
    const name = file.name.normalize('NFC')
    const first = byName.get(name)
    if (first === undefined) byName.set(name, file)
    else if (first.path !== file.path) diagnostics.push(sameName(host, file, first))
  }
  return { files: [...byName.values()], diagnostics }
}

type Found = { readonly files: FileToIngest[]; readonly diagnostics: Diagnostic[] }

async function findAll(host: Host, given: readonly string[]): Promise<Found> {
  const files: FileToIngest[] = []
  const diagnostics: Diagnostic[] = []
  for (const named of given) {
    const path = resolve(host.workingDirectory, named)
    const kind = await host.disk.kindOf(path)
    if (kind === undefined) {
      diagnostics.push(diagnostic('spec/missing-file', placeOf(named), { file: named }))
    } else if (kind === 'directory') {
      await collect(host, path, path, files, diagnostics)
    } else if (kind === 'link') {
      diagnostics.push(skipped(named, 'not-a-file'))
    } else {
      await add(host, path, named.split('/').at(-1) ?? named, files, diagnostics)
    }
  }
  return { files, diagnostics }
}

async function collect(
  host: Host,
  root: string,
  folder: string,
  files: FileToIngest[],
  diagnostics: Diagnostic[],
): Promise<void> {
  for (const entry of await host.disk.list(folder)) {
    if (entry.startsWith('.')) continue
    const path = join(folder, entry)
    const kind = await host.disk.kindOf(path)
    if (kind === 'directory') await collect(host, root, path, files, diagnostics)
    if (kind === 'file') await add(host, path, relative(root, path), files, diagnostics)
  }
}

async function add(
  host: Host,
  path: string,
  name: string,
  files: FileToIngest[],
  diagnostics: Diagnostic[],
): Promise<void> {
  if ((await host.disk.bytesOf(path)) === 0) diagnostics.push(skipped(name, 'empty'))
  else files.push({ path, name })
}

function sameName({ workingDirectory }: Host, left: FileToIngest, first: FileToIngest): Diagnostic {
  const shown = ({ path }: FileToIngest): string =>
    path.startsWith(`${workingDirectory}/`) ? relative(workingDirectory, path) : path
  const file = shown(left)
  return diagnostic('service/same-name', placeOf(file), { file, kept: shown(first) })
}

const skipped = (file: string, reason: 'empty' | 'not-a-file'): Diagnostic =>
  diagnostic('service/file-skipped', placeOf(file), { file, reason })
