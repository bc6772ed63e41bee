// How the APIs of engines differ: where a task lies, and what reranking takes and gives.

import { z } from 'zod'
import { RuntimeError } from '../../error.js'

export type Task = 'chat' | 'completion' | 'embedding' | 'reranking'

export function pathOf(engine: string, task: Task): string {
  switch (task) {
    case 'chat':
      return '/v1/chat/completions'
    case 'completion':
      return '/v1/completions'
    case 'embedding':
      return engine === 'infinity' ? '/embeddings' : '/v1/embeddings'
    case 'reranking':
      return engine === 'tei' || engine === 'infinity' ? '/rerank' : '/v1/rerank'
  }
}

/** Every API answers something below 500 here while it lives. */
export const healthPathOf = (engine: string): string =>
  ['vllm', 'tei', 'infinity'].includes(engine) ? '/health' : '/v1/models'

type RerankRequest = { readonly query: string; readonly texts: readonly string[] }

export const rerankBodyOf = (
  engine: string,
  servedName: string,
  { query, texts }: RerankRequest,
): unknown =>
  engine === 'tei'
    ? { query, texts, truncate: true }
    : { model: servedName, query, documents: texts, return_documents: false }

const teiReply = z.array(z.object({ index: z.number().int().min(0), score: z.number() }))
const commonReply = z.object({
  results: z.array(z.object({ index: z.number().int().min(0), relevance_score: z.number() })),
  usage: z.object({ total_tokens: z.number() }).partial().nullish(),
})

type RerankScores = { readonly scores: readonly number[]; readonly tokens?: number }

/** One score per text, in the order of the texts. Throws `upstream-failed` when one is missing. */
export function readScores(engine: string, reply: unknown, count: number): RerankScores {
  const { rows, tokens } = rowsOf(engine, reply)
  const scores = Array.from({ length: count }, (_, index) => rows.get(index))
  if (!scores.every((score) => score !== undefined)) throw unreadable('reranking')
  return { scores, ...(tokens === undefined ? {} : { tokens }) }
}

function rowsOf(
  engine: string,
  reply: unknown,
): { readonly rows: ReadonlyMap<number, number>; readonly tokens?: number | undefined } {
  if (engine === 'tei') {
    const parsed = teiReply.safeParse(reply)
    if (!parsed.success) throw unreadable('reranking')
    return { rows: new Map(parsed.data.map(({ index, score }) => [index, score])) }
  }
  const parsed = commonReply.safeParse(reply)
  if (!parsed.success) throw unreadable('reranking')
  const { results, usage } = parsed.data
  return {
    rows: new Map(results.map((row) => [row.index, row.relevance_score])),
    tokens: usage?.total_tokens,
  }
}

export const unreadable = (what: string): RuntimeError =>
  new RuntimeError('upstream-failed', `The model’s reply is no ${what}.`)
