// Runs every leg alone, and all of them fused, over the questions of a set.

import { makeId } from '../../src/identifier.js'
import type { StoredChunk } from '../../src/knowledge/chunks.js'
import type { Hit, Scope, SearchOptions } from '../../src/ports/text-index.js'
import { makeRetriever, type RetrieverMeans } from '../../src/retrieve/make-retriever.js'
import { measure, type Judged, type Metrics } from './metrics.js'
import type { EvaluationSet } from './sets.js'

export type Result = Metrics & {
  readonly set: string
  readonly leg: string
  /** `all`, or a part of the questions. */
  readonly group: string
  readonly msPerQuestion: number
}

export type Engines = Pick<RetrieverMeans, 'textIndex' | 'graph' | 'mentionsOf'> & {
  /** What is asked of a platform is mostly indexed for long. */
  readonly tidy: () => Promise<void>
  readonly embedding?: NonNullable<RetrieverMeans['embedding']> & {
    readonly embedPassages: (texts: readonly string[]) => Promise<readonly Float32Array[]>
  }
}

type Ranker = (question: string) => Promise<readonly string[]>

/** As many as are judged. */
const places = 100

/** Indexes the documents, each as one chunk, in a tenant of its own, and measures. */
export async function evaluate(set: EvaluationSet, engines: Engines): Promise<readonly Result[]> {
  const scope: Scope = { tenantId: makeId(), datasetIds: [makeId()] }
  const chunks = await indexAll(set, engines, scope)
  await engines.tidy()
  const results: Result[] = []
  for (const [leg, rank] of Object.entries(rankersOf(engines, scope, chunks))) {
    results.push(...(await measureLeg(set, leg, rank)))
  }
  return results
}

async function indexAll(
  { documents }: EvaluationSet,
  { textIndex, graph, mentionsOf, embedding }: Engines,
  { tenantId, datasetIds: [datasetId = ''] }: Scope,
): Promise<ReadonlyMap<string, StoredChunk>> {
  const signal = new AbortController().signal
  const chunks = new Map<string, StoredChunk>()
  for (const [name, text] of documents) {
    const document = { tenantId, datasetId, documentId: makeId() }
    const [chunkId, texts] = [name, [text]]
    const [mentions = []] = await mentionsOf(texts, signal)
    const [vector] = (await embedding?.embedPassages(texts)) ?? []
    await textIndex.replace(document, [{ chunkId, text }])
    await graph.replace(document, [{ chunkId, mentions }])
    if (vector !== undefined) await embedding?.index.replace(document, [{ chunkId, vector }])
    chunks.set(chunkId, chunkOf(chunkId, text, datasetId))
  }
  return chunks
}

const chunkOf = (name: string, text: string, datasetId: string): StoredChunk => ({
  id: name,
  documentId: name,
  documentName: name,
  datasetId,
  datasetName: 'evaluation',
  ordinal: 0,
  titles: [],
  text,
  pageFirst: null,
  pageLast: null,
  spans: [],
  isRecognized: false,
})

function rankersOf(
  engines: Engines,
  scope: Scope,
  chunks: ReadonlyMap<string, StoredChunk>,
): { readonly [leg: string]: Ranker } {
  const { textIndex, graph, mentionsOf, embedding } = engines
  const signal = new AbortController().signal
  const options: SearchOptions = { limit: places }
  const retriever = makeRetriever({
    ...engines,
    chunksOf: (ids) => Promise.resolve(ids.flatMap((id) => chunks.get(id) ?? [])),
  })
  return {
    text: async (question) => idsOf(await textIndex.search(question, scope, options)),
    graph: async (question) => {
      const [mentions = []] = await mentionsOf([question], signal)
      const terms = mentions.map(({ term }) => term)
      return idsOf(await graph.search(terms, scope, options))
    },
    ...(embedding && {
      vector: async (question) => {
        const [vector] = await embedding.embed([question], signal)
        return vector === undefined
          ? []
          : idsOf(await embedding.index.search(vector, scope, options))
      },
    }),
    fused: async (query) => {
      const { passages } = await retriever.retrieve({ query, scope, limit: places, signal })
      return passages.map(({ chunkId }) => chunkId)
    },
  }
}

const idsOf = (hits: readonly Hit[]): readonly string[] => hits.map(({ chunkId }) => chunkId)

/** Also what a ranker that is no leg of ours is measured by: the controls. */
export async function measureLeg(
  set: EvaluationSet,
  leg: string,
  rank: Ranker,
): Promise<readonly Result[]> {
  const judged: (Judged & { readonly groups: readonly string[] })[] = []
  const startMs = performance.now()
  for (const { text, relevant, groups } of set.questions) {
    judged.push({ ranking: await rank(text), relevant, groups: ['all', ...groups] })
  }
  const msPerQuestion = (performance.now() - startMs) / set.questions.length
  const groups = [...new Set(judged.flatMap((one) => one.groups))]
  return groups.map((group) => ({
    set: set.name,
    leg,
    group,
    ...measure(judged.filter((one) => one.groups.includes(group))),
    msPerQuestion,
  }))
}
