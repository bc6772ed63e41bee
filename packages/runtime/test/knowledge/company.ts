// A tenant with people and means that keep what they are given in memory: all but the records, which are real.

import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { makeId } from '../../src/identifier.js'
import type { Principal } from '../../src/identity/principal.js'
import type { Pipeline } from '../../src/ingest/pipeline.js'
import type { Knowledge } from '../../src/knowledge/documents.js'
import { RuntimeError } from '../../src/error.js'
import type { Objects } from '../../src/ports/objects.js'
import type { Records } from '../../src/ports/records.js'
import type { Chunks, DocumentKey } from '../../src/ports/text-index.js'

export const fileOf = (name: string, text: string) => ({
  name,
  mediaType: 'text/plain',
  content: Readable.from([Buffer.from(text)]),
})

export async function makeTenant(records: Records, name: string): Promise<Principal> {
  const tenantId = makeId()
  await records.execute(
    `INSERT INTO tenants (id, name, requests_per_minute, tokens_per_minute, models) VALUES ($1, $2, 100, 1000, $3)`,
    [tenantId, name, []],
  )
  return {
    tenantId,
    tenantName: name,
    role: 'admin',
    isOperator: false,
    scopes: ['knowledge:read', 'knowledge:write'],
    models: [],
    requestsPerMinute: 100,
    tokensPerMinute: 1000,
  }
}

export async function makeMember(records: Records, of: Principal): Promise<Principal> {
  const userId = makeId()
  await records.execute(`INSERT INTO users (id, email, name) VALUES ($1, $2, 'a member')`, [
    userId,
    `${userId}@example.com`,
  ])
  return { ...of, role: 'member', userId }
}

export function memoryObjects(): Objects & { readonly kept: Map<string, Buffer> } {
  const kept = new Map<string, Buffer>()
  return {
    kept,
    async put(key, content) {
      const bytes = await buffer(content)
      kept.set(key, bytes)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { sizeBytes: bytes.length, sha256 }
    },
    get: async (key) => {
      const bytes = kept.get(key)
      return bytes === undefined ? undefined : Readable.from([bytes])
    },
    remove: async (key) => void kept.delete(key),
    list: async (prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)).toSorted(),
  }
}

/** Chunks per document, as the last `replace` said. */
export function memoryIndex<Chunk>() {
  const held = new Map<string, readonly Chunk[]>()
  return {
    held,
    replace: async ({ documentId }: DocumentKey, chunks: Chunks<Chunk>) => {
      const all: Chunk[] = []
      for await (const chunk of chunks) all.push(chunk)
      held.set(documentId, all)
    },
    remove: async ({ documentId }: DocumentKey) => void held.delete(documentId),
    search: async () => [],
    count: async ({ documentId }: DocumentKey) => held.get(documentId)?.length ?? 0,
  }
}

export type Company = ReturnType<typeof makeCompany>

/** Lines are elements, and elements are chunks; a file that says `broken` can't be read. */
export function makeCompany(records: Records, workFolder: string) {
  const objects = memoryObjects()
  const [textIndex, graph] = [memoryIndex<{ chunkId: string; text: string }>(), memoryIndex()]
  const queue: string[] = []
  const events: string[] = []
  const knowledge: Knowledge = {
    records,
    objects,
    enqueue: async (_session, _tenantId, documentId) => void queue.push(documentId),
    wake: () => events.push('woken'),
    sizeBytesMax: 1000,
  }
  const pipeline: Pipeline = {
    records,
    objects,
    textIndex,
    graph,
    workFolder,
    mentionsOf: async (texts) => texts.map(() => []),
    makeChunker: () => {
      let ordinal = 0
      return {
        push: (elements) =>
          elements.map(({ text }) => ({
            ordinal: ordinal++,
            titles: ['Title'],
            text,
            pageFirst: 1,
            pageLast: 1,
            spans: [{ start: 0, end: text.length, page: 1 }],
            isRecognized: false,
          })),
        end: () => [],
      }
    },
    parser: {
      async *parse({ path }) {
        const text = await readFile(path, 'utf8')
        if (text === 'broken') {
          throw new RuntimeError('unreadable-document', 'it is cut off', {
            detail: { failure: 'broken' },
          })
        }
        for (const line of text.split('\n')) {
          yield { elements: [{ kind: 'text', text: line }], progress: { done: 1, total: 1 } }
        }
      },
      close: async () => undefined,
    },
    observe: {
      recognized: () => undefined,
      processed: (_tenantId, status) => events.push(status),
    },
  }
  return { objects, textIndex, graph, queue, events, knowledge, pipeline }
}
