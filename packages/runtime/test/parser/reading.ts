// Reads files in tests: from bytes or from a path, whole.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Element, ParsedPages, Parser } from '../../src/ports/parser.js'

export type Folder = {
  /** The path of a new file with these bytes. */
  write(name: string, bytes: Uint8Array | string): Promise<string>
  remove(): Promise<void>
}

export async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'llmflow-parser-'))
  let count = 0
  return {
    async write(name, bytes) {
      count += 1
      const file = join(path, `${count}-${name}`)
      await writeFile(file, bytes)
      return file
    },
    remove: () => rm(path, { recursive: true }),
  }
}

export async function readAll(
  parser: Parser,
  path: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly ParsedPages[]> {
  const pages: ParsedPages[] = []
  const mediaType = 'application/octet-stream'
  for await (const some of parser.parse({ path, name: path, mediaType }, signal)) pages.push(some)
  return pages
}

export const elementsOf = (pages: readonly ParsedPages[]): readonly Element[] =>
  pages.flatMap(({ elements }) => elements)
