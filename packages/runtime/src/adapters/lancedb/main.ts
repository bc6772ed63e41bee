// The process of the index: owns LanceDB's files, and analyses texts, so that the gateway never waits for either.

import { connect, Session } from '@lancedb/lancedb'
import { z } from 'zod'
import { loadKorean } from '../../analysis/korean.js'
import { isWord } from '../../analysis/korean-terms.js'
import { mentionsOf } from '../../analysis/mentions.js'
import { makeAnalyzer } from '../../analysis/terms.js'
import { RuntimeError } from '../../error.js'
import type { IndexedText } from '../../ports/text-index.js'
import type { IndexedVector } from '../../ports/vector-index.js'
import { serve, type Calls, type Service } from '../process/serve.js'
import { requests } from './messages.js'
import { oneByOne } from './one-by-one.js'
import { makeStaging } from './staging.js'
import { openTextEngine } from './text-engine.js'
import { openVectorEngine, type VectorEngine, type VectorSpace } from './vector-engine.js'

/** LanceDB's own limits are 6 GB and 1 GB. */
const indexCacheBytes = 256n * 1024n * 1024n
const metadataCacheBytes = 64n * 1024n * 1024n

async function makeService(): Promise<Service> {
  const directory = z.string().min(1).parse(process.argv[2])
  const session = new Session(indexCacheBytes, metadataCacheBytes)
  const connection = await connect(directory, {}, session)
  const korean = await loadKorean()
  const analyzer = makeAnalyzer(korean)
  const text = await openTextEngine(connection, analyzer)
  const vectors = new Map<string, Promise<VectorEngine>>()
  const stagedTexts = makeStaging<IndexedText>()
  const stagedVectors = makeStaging<IndexedVector>()

  const vectorsOf = (space: VectorSpace): Promise<VectorEngine> => {
    const key = JSON.stringify([space.model, space.dimensions])
    const opened = vectors.get(key) ?? openVectorEngine(connection, space)
    vectors.set(key, opened)
    opened.catch(() => vectors.delete(key))
    return opened
  }

  const calls = {
    stageText: answer(requests.stageText, ({ stage, chunks }) => stagedTexts.add(stage, chunks)),
    stageVectors: answer(requests.stageVectors, ({ stage, chunks }) =>
      stagedVectors.add(stage, chunks),
    ),
    dropStaged: answer(requests.dropStaged, ({ id }) => {
      stagedTexts.drop(id)
      stagedVectors.drop(id)
    }),
    replaceText: answer(requests.replaceText, ({ document, stage, chunks }) =>
      text.replace(document, stagedTexts.take(stage, chunks)),
    ),
    removeText: answer(requests.ofDocument, ({ document }) => text.replace(document, [])),
    countText: answer(requests.ofDocument, ({ document }) => text.count(document)),
    searchText: answer(requests.searchText, ({ query, scope, limit }) =>
      text.search(query, scope, limit),
    ),
    openVectors: answer(requests.openVectors, async ({ space }) => void (await vectorsOf(space))),
    replaceVectors: answer(requests.replaceVectors, async ({ space, document, stage, chunks }) => {
      const all = stagedVectors.take(stage, chunks)
      await (await vectorsOf(space)).replace(document, all)
    }),
    removeVectors: answer(requests.ofVectorDocument, async ({ space, document }) =>
      (await vectorsOf(space)).replace(document, []),
    ),
    countVectors: answer(requests.ofVectorDocument, async ({ space, document }) =>
      (await vectorsOf(space)).count(document),
    ),
    searchVectors: answer(requests.searchVectors, async ({ space, vector, scope, limit }) =>
      (await vectorsOf(space)).search(vector, scope, limit),
    ),
    mentions: answer(requests.mentions, ({ texts }) =>
      oneByOne(texts, (one) => mentionsOf(one, korean)),
    ),
    terms: answer(requests.terms, async ({ question, texts }) => ({
      question: analyzer.questionTermsOf(question).filter(isWord),
      texts: await oneByOne(texts, (one) => analyzer.termsOf(one).filter(isWord)),
    })),
    tidy: answer(requests.nothing, async () => {
      await text.tidy()
      for (const opened of vectors.values()) await (await opened).tidy()
    }),
  } satisfies Calls

  return {
    calls,
    async close() {
      await text.close()
      for (const opened of vectors.values()) await (await opened).close()
      connection.close()
    },
  }
}

const answer =
  <Input>(schema: z.ZodType<Input>, work: (input: Input) => unknown) =>
  (input: unknown): Promise<unknown> =>
    Promise.resolve(input)
      .then((given) => work(schema.parse(given)))
      .catch((error: unknown) => {
        throw error instanceof RuntimeError ? error : failed(error)
      })

/** What the engine says names files and statements: that is for the log, not for a client. */
function failed(cause: unknown): RuntimeError {
  console.error('the index failed', cause)
  const message = 'the index failed; try again, or ask the people who run the platform for its log'
  return new RuntimeError('unavailable', message, { isRetryable: true, cause })
}

await serve(makeService)
