// The files that were dropped, and those in dropped folders.

import type { DropItem } from 'react-aria-components'

/** Of a folder tree that somebody dropped by mistake, this many are plenty. */
const filesMax = 2000

export async function filesOf(items: readonly DropItem[]): Promise<readonly File[]> {
  const files: File[] = []
  for await (const file of filesIn(items)) {
    files.push(file)
    if (files.length >= filesMax) break
  }
  return files
}

async function* filesIn(items: Iterable<DropItem> | AsyncIterable<DropItem>): AsyncGenerator<File> {
  for await (const item of items) {
    if (item.kind === 'file') {
      if (!item.name.startsWith('.')) yield await item.getFile()
    } else if (item.kind === 'directory') {
      yield* filesIn(item.getEntries())
    }
  }
}
