// Searches folders for values that lie outside their store.

import { join, relative, resolve } from 'node:path'
import { diagnostic, type Diagnostic, type SourceText } from '@llmflow/spec'
import { ignoreMark, leaksIn, needlesOf, type Credentials, type Needle } from '@llmflow/credentials'
import type { Context } from '../command.js'
import type { Disk } from '../host/host.js'

type Searched = {
  readonly diagnostics: readonly Diagnostic[]
  readonly sources: readonly SourceText[]
  readonly files: number
}

const bytesMax = 16_000_000
/** A repository's own files change with every commit, and packages come from elsewhere. */
const skipped = new Set(['.git', 'node_modules'])

export async function leaksBelow(
  folders: readonly string[],
  credentials: Credentials,
  store: string,
  { host }: Context,
): Promise<Searched> {
  const needles = needlesOf(credentials)
  const files = await Promise.all(
    folders.map((folder) => filesBelow(host.disk, resolve(host.workingDirectory, folder), store)),
  )
  const unique = [...new Set(files.flat())]
  const found: { readonly source: SourceText; readonly diagnostics: readonly Diagnostic[] }[] = []
  for (const path of unique) {
    const text = await host.disk.read(path)
    const leaks = text === undefined ? [] : leaksIn(text, needles)
    if (text === undefined || leaks.length === 0) continue
    const name = nameOf(host.workingDirectory, path)
    found.push({
      source: { name, text: masked(text, needles) },
      diagnostics: leaks.map(({ secret, key, offset, length }) =>
        diagnostic(
          'security/credential-leaked',
          { document: name, offset, length },
          { secret, key, file: name },
        ),
      ),
    })
  }
  return {
    diagnostics: found.flatMap(({ diagnostics }) => diagnostics),
    sources: found.map(({ source }) => source),
    files: unique.length,
  }
}

const nameOf = (directory: string, path: string): string => {
  const name = relative(directory, path)
  return name.startsWith('..') ? path : name
}

/** The lines of a finding are shown: every value in them has the same length in asterisks, so that places stay. */
const masked = (text: string, needles: readonly Needle[]): string =>
  text
    .split('\n')
    .map((line) => maskedLine(line, needles))
    .join('\n')

function maskedLine(line: string, needles: readonly Needle[]): string {
  const held = needles.filter(({ text }) => line.includes(text))
  if (held.some(({ isPart }) => isPart)) return line.replaceAll(/\S/g, '*')
  return held.reduce((sofar, { text }) => sofar.replaceAll(text, '*'.repeat(text.length)), line)
}

async function filesBelow(disk: Disk, path: string, store: string): Promise<readonly string[]> {
  if (path === store) return []
  const kind = await disk.kindOf(path)
  if (kind === 'file') return ((await disk.bytesOf(path)) ?? 0) > bytesMax ? [] : [path]
  if (kind !== 'directory') return []
  const meant = await meantForValues(disk, path)
  const names = (await disk.list(path)).filter((name) => !skipped.has(name) && !meant.has(name))
  const below = await Promise.all(names.map((name) => filesBelow(disk, join(path, name), store)))
  return below.flat()
}

/** What `llmflow secrets write` put there is meant to hold values. */
async function meantForValues(disk: Disk, folder: string): Promise<ReadonlySet<string>> {
  const ignore = await disk.read(join(folder, '.gitignore'))
  const lines = ignore?.split('\n') ?? []
  if (!lines.includes(ignoreMark)) return new Set()
  return new Set(
    lines.filter((line) => line.startsWith('/')).map((line) => line.replaceAll('/', '')),
  )
}
