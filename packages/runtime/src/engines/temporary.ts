// Temporary.

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Graph } from '../ports/graph.js'
import type { Objects } from '../ports/objects.js'

export const openDiskObjects = async (folder: string): Promise<Objects> => ({
  put: async (key, content) => {
    const b = await buffer(content)
    await mkdir(dirname(join(folder, key)), { recursive: true })
    await writeFile(join(folder, key), b)
    return { sizeBytes: b.length, sha256: createHash('sha256').update(b).digest('hex') }
  },
  get: async (key) => createReadStream(join(folder, key)),
  remove: async (key) => rm(join(folder, key), { force: true }),
  list: async (prefix) =>
    (await readdir(join(folder, prefix)).catch(() => [])).map((n) => prefix + n),
})
export const makeTableGraph = (_: unknown): Graph => ({
  replace: async () => undefined,
  remove: async () => undefined,
  search: async () => [],
  count: async () => 0,
})
