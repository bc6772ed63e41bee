// Chat and text completions: from a model as they are, from an assistant with what its answer rests on.

import { z } from 'zod'
import { usageIn, isObject, parseJson, type JsonObject } from './json.js'
import { restoreWhole } from './masking.js'
import type { RouteInput, RouteRegistrar } from '../../route.js'
import type { Principal } from '../../../identity/principal.js'
import { answerAsAssistant } from './assistant.js'
import { assistantPrefix, modelFor, rawOf, type OpenaiFace } from './context.js'
import { attributesOf, bodyMaker, pass, type Passing } from './pass.js'
import { relay } from './relay.js'
import { likelyTokens, promptTokensMost } from './tokens.js'

const common = {
  model: z.string().min(1).max(256),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  n: z.number().int().min(1).max(128).nullish(),
  max_tokens: z.number().int().min(1).nullish(),
}

const chatRequest = z.looseObject({
  ...common,
  max_completion_tokens: z.number().int().min(1).nullish(),
  messages: z.array(z.looseObject({ role: z.string() })).min(1),
})

const completionRequest = z.looseObject({
  ...common,
  prompt: z.union([z.string(), z.array(z.unknown())]),
})

type CompletionBody = z.infer<typeof chatRequest> | z.infer<typeof completionRequest>

type Input<Body> = RouteInput<unknown, unknown, Body> & { readonly principal: Principal }

export function addChat(routes: RouteRegistrar, face: OpenaiFace): void {
  routes.guarded({
    method: 'POST',
    url: '/v1/chat/completions',
    scope: 'chat',
    summary: 'Ask a model, or an assistant as `assistant/<name>`',
    tag: 'OpenAI',
    body: chatRequest,
    bodyBytesMax,
    replies: { 200: { description: 'The answer, or events where `stream` is true' } },
    handler: (input) =>
      input.body.model.startsWith(assistantPrefix)
        ? answerAsAssistant(face, input)
        : complete(face, 'chat', input),
  })
  routes.guarded({
    method: 'POST',
    url: '/v1/completions',
    scope: 'chat',
    summary: 'Let a model go on with a text',
    tag: 'OpenAI',
    body: completionRequest,
    bodyBytesMax,
    replies: { 200: { description: 'The text, or events where `stream` is true' } },
    handler: (input) => complete(face, 'completion', input),
  })
}

/** Pictures travel inside of messages. */
const bodyBytesMax = 32 * 2 ** 20

/** What a request may produce that names no limit: longer answers are paid for when they are there. */
const completionTokensUsual = 1024

async function complete(
  face: OpenaiFace,
  task: 'chat' | 'completion',
  { request, reply, principal, body }: Input<CompletionBody>,
): Promise<unknown> {
  const model = modelFor(face, principal, body.model, 'chat')
  const prompt = promptTokensMost(rawOf(request))
  const planned = {
    operation: task === 'chat' ? ('chat' as const) : ('text_completion' as const),
    promptTokensMost: prompt,
    completionTokensMost: completionTokensMost(body, principal.tokensPerMinute - prompt),
  }
  return pass({ face, request, reply, principal, model, body, planned }, (passing) =>
    body.stream === true ? relay(passing, task) : whole(passing, task),
  )
}

function completionTokensMost(body: JsonObject, left: number): number {
  const asked = body['max_completion_tokens'] ?? body['max_tokens']
  const choices = typeof body['n'] === 'number' ? body['n'] : 1
  if (typeof asked === 'number') return asked * choices
  return Math.min(completionTokensUsual * choices, Math.max(1, left))
}

async function whole(passing: Passing, task: 'chat' | 'completion'): Promise<unknown> {
  const { account, masked, reply, request, body } = passing
  const incoming = await passing.send({ task, isStream: false, bodyFor: bodyMaker(passing) })
  const text = incoming.bytes.toString('utf8')
  const value = parseJson(text)
  const counted = usageIn(value)
  await account.close({
    status: 200,
    input: counted?.input ?? likelyTokens(rawOf(request)),
    output: counted?.output ?? likelyTokens(text),
    isEstimated: counted === undefined,
    attributes: { ...attributesOf(incoming), 'gen_ai.response.finish_reasons': reasonsOf(value) },
  })
  void reply.type('application/json')
  if (masked.session === undefined && incoming.model.servedName === body['model']) {
    // A text leaves with its headers in one piece, bytes in two.
    return reply.send(text)
  }
  const restored = masked.session === undefined ? value : restoreWhole(masked.session, value)
  return reply.send(isObject(restored) ? { ...restored, model: body['model'] } : incoming.bytes)
}

function reasonsOf(value: unknown): readonly string[] {
  const choices = isObject(value) ? value['choices'] : undefined
  if (!Array.isArray(choices)) return []
  return choices.flatMap((choice) => {
    const reason = isObject(choice) ? choice['finish_reason'] : undefined
    return typeof reason === 'string' ? [reason] : []
  })
}
