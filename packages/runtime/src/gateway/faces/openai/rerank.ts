// Reranking, in the form that Cohere's and Jina's clients know, whatever the engine behind it speaks.

import { z } from 'zod'
import { readScores, rerankBodyOf } from '../../backends/dialect.js'
import type { RouteRegistrar } from '../../route.js'
import { modelFor, rawOf, type OpenaiFace } from './context.js'
import { parseJson, type JsonObject } from './json.js'
import { attributesOf, pass, type Passing } from './pass.js'
import { likelyTokens, promptTokensMost } from './tokens.js'

const documentText = z.union([z.string(), z.looseObject({ text: z.string() })])

const rerankRequest = z.looseObject({
  model: z.string().min(1).max(256),
  query: z.string().min(1),
  documents: z.array(documentText).min(1).max(2048),
  top_n: z.number().int().min(1).nullish(),
  return_documents: z.boolean().nullish(),
})

type RerankBody = z.infer<typeof rerankRequest>

const rerankReply = z.object({
  id: z.string(),
  model: z.string(),
  results: z.array(
    z.object({
      index: z.number().int(),
      relevance_score: z.number(),
      document: z.object({ text: z.string() }).optional(),
    }),
  ),
  usage: z.object({ total_tokens: z.number().int() }),
})

export function addRerank(routes: RouteRegistrar, face: OpenaiFace): void {
  routes.guarded({
    method: 'POST',
    url: '/v1/rerank',
    scope: 'models',
    summary: 'Scores of texts for a question, the best first',
    tag: 'OpenAI',
    body: rerankRequest,
    bodyBytesMax: 16 * 2 ** 20,
    replies: { 200: { description: 'Texts by score', schema: rerankReply } },
    handler: ({ request, reply, principal, body }) => {
      const model = modelFor(face, principal, body.model, 'reranking')
      const planned = {
        operation: 'rerank' as const,
        promptTokensMost: promptTokensMost(rawOf(request)),
        completionTokensMost: 0,
      }
      return pass({ face, request, reply, principal, model, body, planned }, (passing) =>
        rerank(passing, body),
      )
    },
  })
}

async function rerank(passing: Passing, body: RerankBody): Promise<unknown> {
  const { account, request, masked } = passing
  const incoming = await passing.send({
    task: 'reranking',
    isStream: false,
    bodyFor: ({ engine, servedName }) =>
      JSON.stringify(rerankBodyOf(engine, servedName, askedOf(masked.body))),
  })
  const reply = parseJson(incoming.bytes.toString('utf8'))
  const { scores, tokens } = readScores(incoming.model.engine, reply, body.documents.length)
  const input = tokens ?? likelyTokens(rawOf(request))
  const isEstimated = tokens === undefined
  await account.close({
    status: 200,
    input,
    output: 0,
    isEstimated,
    attributes: attributesOf(incoming),
  })
  const results = scores
    .map((score, index) => ({
      index,
      relevance_score: score,
      ...(body.return_documents === true ? { document: { text: textAt(body, index) } } : {}),
    }))
    .toSorted((left, right) => right.relevance_score - left.relevance_score)
    .slice(0, body.top_n ?? scores.length)
  return { id: `rerank-${request.id}`, model: body.model, results, usage: { total_tokens: input } }
}

/** The masked body has the form that was checked: masking changes texts alone. */
function askedOf(body: JsonObject): { readonly query: string; readonly texts: readonly string[] } {
  const { query, documents } = rerankRequest.parse(body)
  return { query, texts: documents.map(textOf) }
}

const textOf = (document: z.infer<typeof documentText>): string =>
  typeof document === 'string' ? document : document.text

function textAt({ documents }: RerankBody, index: number): string {
  const document = documents[index]
  return document === undefined ? '' : textOf(document)
}
