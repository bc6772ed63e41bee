// The engines that an evaluation runs on: the embedded ones, as a machine has them.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Agent, request } from 'undici'
import { z } from 'zod'
import { startLlama } from '../../src/adapters/llama/start.js'
import { makeTableGraph } from '../../src/adapters/graph-tables/graph.js'
import { openTemporaryIndex } from '../adapters/lancedb/temporary-index.js'
import { startTestRecords } from '../embedded-records.js'
import type { Engines } from './evaluate.js'

export type OpenEngines = { readonly engines: Engines; close(): Promise<void> }

/** With an embedder where a file of one is named: a GGUF model that was trained on these prefixes. */
export async function openEngines(embedderPath: string | undefined): Promise<OpenEngines> {
  const [index, records] = await Promise.all([openTemporaryIndex(), startTestRecords()])
  const started = index.current()
  const embedder = embedderPath === undefined ? undefined : await openEmbedder(embedderPath)
  const vectors = embedder && (await started.openVectors(embedder.space))
  return {
    engines: {
      textIndex: started.texts,
      graph: makeTableGraph(records.records),
      mentionsOf: (texts, signal) => started.mentionsOf(texts, signal),
      tidy: () => started.tidy(),
      ...(embedder &&
        vectors && {
          embedding: {
            index: vectors,
            embed: (texts) => embedder.embed(texts, 'query: '),
            embedPassages: (texts) => embedder.embed(texts, 'passage: '),
          },
        }),
    },
    async close() {
      await embedder?.close()
      await Promise.all([index.close(), records.close()])
    },
  }
}

type RunningEmbedder = {
  readonly space: { readonly model: string; readonly dimensions: number }
  embed(texts: readonly string[], prefix: string): Promise<readonly Float32Array[]>
  close(): Promise<void>
}

const embeddings = z.object({ data: z.array(z.object({ embedding: z.array(z.number()) })) })

async function openEmbedder(path: string): Promise<RunningEmbedder> {
  const folder = await mkdtemp(join(tmpdir(), 'llmflow-embedder-'))
  const socketPath = join(folder, 'model.sock')
  const llama = await startLlama({ name: 'embedder', kind: 'embedding', path, socketPath })
  const dispatcher = new Agent({ connect: { socketPath } })
  return {
    space: { model: path, dimensions: z.number().parse(llama.dimensions) },
    async embed(texts, prefix) {
      const input = texts.map((text) => `${prefix}${text}`)
      const { body } = await request('http://model/v1/embeddings', {
        method: 'POST',
        dispatcher,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'embedder', input }),
      })
      const { data } = embeddings.parse(await body.json())
      return data.map(({ embedding }) => Float32Array.from(embedding))
    },
    async close() {
      await dispatcher.close()
      await llama.close()
      await rm(folder, { recursive: true })
    },
  }
}
