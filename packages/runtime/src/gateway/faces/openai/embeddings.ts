// Embeddings: texts in, vectors out, passed on as bytes wherever nothing has to change.

import { z } from 'zod'
import type { RouteRegistrar } from '../../route.js'
import { modelFor, rawOf, type OpenaiFace } from './context.js'
import { isObject, parseJson, usageIn, type CountedTokens } from './json.js'
import { attributesOf, bodyMaker, pass, type Passing } from './pass.js'
import { likelyTokens, promptTokensMost } from './tokens.js'

const embeddingRequest = z.looseObject({
  model: z.string().min(1).max(256),
  input: z.union([z.string(), z.array(z.unknown()).min(1)]),
  encoding_format: z.enum(['float', 'base64']).nullish(),
})

export function addEmbeddings(routes: RouteRegistrar, face: OpenaiFace): void {
  routes.guarded({
    method: 'POST',
    url: '/v1/embeddings',
    scope: 'models',
    summary: 'Vectors of texts',
    tag: 'OpenAI',
    body: embeddingRequest,
    bodyBytesMax: 16 * 2 ** 20,
    replies: { 200: { description: 'One vector per text' } },
    handler: ({ request, reply, principal, body }) => {
      const model = modelFor(face, principal, body.model, 'embedding')
      const planned = {
        operation: 'embeddings' as const,
        promptTokensMost: promptTokensMost(rawOf(request)),
        completionTokensMost: 0,
      }
      return pass({ face, request, reply, principal, model, body, planned }, embed)
    },
  })
}

async function embed(passing: Passing): Promise<unknown> {
  const { account, reply, body, request } = passing
  const bodyFor = bodyMaker(passing)
  const incoming = await passing.send({ task: 'embedding', isStream: false, bodyFor })
  const counted = usageNear(incoming.bytes)
  await account.close({
    status: 200,
    input: counted?.input ?? likelyTokens(rawOf(request)),
    output: 0,
    isEstimated: counted === undefined,
    attributes: attributesOf(incoming),
  })
  void reply.type('application/json')
  const isRenamed = incoming.model.servedName !== body['model']
  if (body['encoding_format'] !== 'base64' || !hasNumbers(incoming.bytes)) {
    return reply.send(isRenamed ? renamed(incoming.bytes, body['model']) : incoming.bytes)
  }
  return reply.send(inBase64(incoming.bytes, body['model']))
}

/** Replies may hold megabytes of numbers, and the usage stands at their end. */
const tailBytes = 512
const parsedBytesMax = 64 * 1024

function usageNear(bytes: Buffer): CountedTokens | undefined {
  if (bytes.length <= parsedBytesMax) return usageIn(parseJson(bytes.toString('utf8')))
  const tail = bytes.subarray(-tailBytes).toString('utf8')
  const usage = /"usage"\s*:\s*(\{[^{}]*\})/.exec(tail)?.[1]
  return usage === undefined ? undefined : usageIn({ usage: parseJson(usage) })
}

/** Some engines know no base64, which OpenAI's client asks for unless told otherwise. */
const hasNumbers = (bytes: Buffer): boolean =>
  /"embedding"\s*:\s*\[/.test(bytes.subarray(0, 2048).toString('latin1'))

function inBase64(bytes: Buffer, model: unknown): unknown {
  const reply = parseJson(bytes.toString('utf8'))
  if (!isObject(reply) || !Array.isArray(reply['data'])) return bytes
  const data = reply['data'].map((row: unknown) =>
    isObject(row) && Array.isArray(row['embedding'])
      ? { ...row, embedding: encoded(row['embedding']) }
      : row,
  )
  return { ...reply, data, model }
}

const encoded = (numbers: readonly unknown[]): string =>
  Buffer.from(Float32Array.from(numbers, Number).buffer).toString('base64')

function renamed(bytes: Buffer, model: unknown): unknown {
  const reply = parseJson(bytes.toString('utf8'))
  return isObject(reply) ? { ...reply, model } : bytes
}
