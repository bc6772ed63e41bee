// What a soak found, for the page that `npm run soak` writes.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Rows of a table: what was counted. Does nothing where nobody asked for a page. */
export async function keepResult(
  name: string,
  counts: { readonly [what: string]: number },
): Promise<void> {
  const folder = process.env['LLMFLOW_SOAK_RESULTS']
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, `${name}.json`), JSON.stringify(counts))
}
