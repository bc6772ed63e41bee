// Asking as a person: an assistant's answer as events, kept in a conversation of one's own, and what one thought of it.

import { z } from 'zod'
import { getAssistant } from '../../../assistants/assistants.js'
import { answerMode, maskedCount } from '../../../conversations/conversations.js'
import { ownerNameOf } from '../../../conversations/own.js'
import type { Records } from '../../../ports/records.js'
import { ask, type Asking, type AskingMeans, type Outcome, type Told } from '../../asking.js'
import { leavingOf, openEvents, type EventWriter } from '../../event-writer.js'
import { problemOf, shownProblem, type OnFault } from '../../problem.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf, type ActInput } from './act.js'
import { citation, shownCitation } from './citation.js'
import type { OwnConversations } from './conversations.js'
import { done, id, withId } from './fields.js'

export type MessagesFace = {
  readonly asking: AskingMeans
  readonly onFault: OnFault
}

type Face = MessagesFace & {
  readonly records: Records
  readonly conversations: OwnConversations
}

const url = '/api/v1/messages'
const queryCharactersMax = 20_000

const question = z.strictObject({
  assistantId: id,
  /** One of mine with this assistant; a new one unless said. */
  conversationId: id.optional(),
  query: z.string().trim().min(1).max(queryCharactersMax),
})

const began = z.object({ messageId: id, conversationId: id, traceId: z.string() })

/** What a model is not shown, by kind; known before it answers, so that who stops an answer has it then. */
const masked = z.object({ masked: z.array(maskedCount) })

const said = z.object({
  text: z.string(),
  /** What the text rests on, where it is known before the end: who stops an answer has it then. */
  citation: citation.nullable(),
})

const ended = z.object({
  state: z.enum(['whole', 'stopped']),
  /** Null where it was stopped. */
  mode: answerMode.nullable(),
  citations: z.array(citation),
  ...masked.shape,
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  latencyMs: z.number(),
})

const failed = z.object({
  code: z.string(),
  message: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
})

const events = z.union([
  z.object({ event: z.literal('began'), data: began }),
  z.object({ event: z.literal('masked'), data: masked }),
  z.object({ event: z.literal('text'), data: said }),
  z.object({ event: z.literal('ended'), data: ended }),
  z.object({ event: z.literal('failed'), data: failed }),
])

type Event = z.infer<typeof events>

export function addMessages(routes: RouteRegistrar, face: Face): void {
  const act = actsOf(routes, 'conversations')
  act({
    method: 'POST',
    url,
    action: 'assistant.ask',
    summary: 'Ask an assistant, in a conversation of mine',
    body: question,
    replies: {
      200: {
        description:
          'Events: one `began`, one `masked` if a model is asked, then `text`, then one `ended` or `failed`',
        schema: events,
        mediaType: 'text/event-stream',
      },
    },
    handler: (input) => answer(face, input),
  })
  act({
    method: 'PUT',
    url: `${url}/:id/feedback`,
    action: 'conversation.own',
    summary: 'Say whether an answer of mine was good; null takes it back',
    params: withId,
    body: z.strictObject({ feedback: z.enum(['like', 'dislike']).nullable() }),
    replies: done,
    handler: async ({ params, body, principal, reply }) => {
      await face.conversations.giveFeedback(principal, params.id, body.feedback)
      return reply.code(204).send()
    },
  })
}

type Input = Pick<
  ActInput<unknown, unknown, z.infer<typeof question>>,
  'request' | 'reply' | 'principal' | 'body'
>

async function answer(face: Face, input: Input): Promise<unknown> {
  const { request, reply, principal, body } = input
  const { tenantId } = principal
  const owner = ownerNameOf(principal)
  const { id: assistantId, name } = await getAssistant(face.records, tenantId, body.assistantId)
  const { conversationId, query } = body
  const asked = {
    request,
    reply,
    principal,
    assistant: name,
    owner: { tenantId, assistantId, owner },
    query,
    inputs: {},
    place: conversationId === undefined ? {} : { conversationId },
    files: [],
    attached: () => Promise.resolve([]),
    signal: leavingOf(reply),
  }
  return ask(face.asking, asked, (asking) => stream(face, input, asking))
}

async function stream(
  { onFault }: Face,
  { request, reply }: Input,
  asking: Asking,
): Promise<unknown> {
  const { messageId, conversationId, traceId } = asking
  const writer: EventWriter = openEvents(request, reply)
  await writer.write(written({ event: 'began', data: { messageId, conversationId, traceId } }))
  try {
    const outcome = await asking.run((told) => writer.write(written(eventOf(told))))
    writer.end(written({ event: 'ended', data: endOf(outcome) }))
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code === 'internal') onFault(error, request.id)
    writer.end(written({ event: 'failed', data: shownProblem(problem) }))
  }
  return reply
}

const written = ({ event, data }: Event): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

function eventOf(told: Told): Event {
  switch (told.kind) {
    case 'masked':
      return { event: 'masked', data: { masked: [...told.masked] } }
    case 'text': {
      const { text, citation: cited } = told
      const data = { text, citation: cited === undefined ? null : shownCitation(cited) }
      return { event: 'text', data }
    }
  }
}

const endOf = (outcome: Outcome): z.infer<typeof ended> => ({
  state: outcome.state === 'whole' ? 'whole' : 'stopped',
  mode: outcome.mode ?? null,
  citations: outcome.citations.map(shownCitation),
  masked: [...outcome.masked],
  promptTokens: outcome.promptTokens,
  completionTokens: outcome.completionTokens,
  latencyMs: outcome.latencyMs,
})
