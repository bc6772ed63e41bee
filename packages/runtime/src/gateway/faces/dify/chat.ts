// Questions and answers: whole or as a stream, kept before their end is sent, and stopped when asked to.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Principal } from '../../../identity/principal.js'
import { ask, type Asking } from '../../asking.js'
import { leavingOf, openEvents } from '../../event-writer.js'
import { problemOf } from '../../problem.js'
import type { RouteRegistrar } from '../../route.js'
import { ownerOf, ownerText, result, success, user, type AppContext } from './context.js'
import { difyError } from './errors.js'
import { namedFiles, openFiles } from './files.js'
import type { Task } from './running.js'
import { metadataShape, seconds, shownMetadata } from './shapes.js'

const bodyBytesMax = 2 ** 20
const queryCharactersMax = 20_000

const asked = z.object({
  inputs: z.record(z.string().max(255), z.unknown()).default({}),
  user,
  response_mode: z.string().max(40).optional(),
  files: namedFiles,
})

const query = z.string('Arg query must be provided.').trim().min(1).max(queryCharactersMax)

const chatBody = asked.extend({
  query,
  conversation_id: z.string().max(100).nullish(),
  auto_generate_name: z.boolean().default(true),
})

/** Completion apps take the question among their inputs. */
const completionBody = asked.extend({ query: query.nullish() })

const answered = z.object({
  event: z.literal('message'),
  task_id: z.string(),
  id: z.string(),
  message_id: z.string(),
  conversation_id: z.string().optional(),
  mode: z.enum(['chat', 'completion']),
  answer: z.string(),
  metadata: metadataShape,
  created_at: z.number().int(),
})

const replies = {
  200: {
    description: 'The answer, or its events with `response_mode: streaming`',
    schema: answered,
  },
}

export function addChat(routes: RouteRegistrar, face: AppContext): void {
  routes.guarded({
    method: 'POST',
    url: '/v1/chat-messages',
    tag: 'dify',
    summary: 'Ask, in a conversation',
    scope: 'chat',
    body: chatBody,
    bodyBytesMax,
    replies,
    handler: async ({ body, ...input }) => {
      const { conversation_id, auto_generate_name, ...rest } = body
      const named = auto_generate_name ? {} : { name: 'New conversation' }
      const place = conversation_id ? { conversationId: conversation_id } : named
      return answer(face, { ...input, ...rest, place, mode: 'chat' })
    },
  })
  routes.guarded({
    method: 'POST',
    url: '/v1/completion-messages',
    tag: 'dify',
    summary: 'Ask once',
    scope: 'chat',
    body: completionBody,
    bodyBytesMax,
    replies,
    handler: async ({ body, ...input }) => {
      const question = query.parse(body.query ?? body.inputs['query'])
      return answer(face, { ...input, ...body, query: question, place: {}, mode: 'completion' })
    },
  })
  for (const kind of ['chat-messages', 'completion-messages']) addStop(routes, face, kind)
}

function addStop(routes: RouteRegistrar, { appOf, tasks }: AppContext, kind: string): void {
  routes.guarded({
    method: 'POST',
    url: `/v1/${kind}/:taskId/stop`,
    tag: 'dify',
    summary: 'Stop an answer that is on its way',
    scope: 'chat',
    params: z.object({ taskId: z.string() }),
    body: z.object({ user }),
    replies: { 200: { description: 'Stopped, or not there', schema: result } },
    handler: async ({ params, body, principal }) => {
      const owner = ownerOf(principal, await appOf(principal), body.user)
      tasks.stop(ownerText(owner), params.taskId)
      return success
    },
  })
}

type Question = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly principal: Principal
  readonly user: string
  readonly query: string
  readonly inputs: { readonly [name: string]: unknown }
  readonly response_mode?: string | undefined
  readonly files?: z.infer<typeof namedFiles>
  readonly place: { readonly conversationId?: string; readonly name?: string }
  readonly mode: 'chat' | 'completion'
}

async function answer(face: AppContext, question: Question): Promise<unknown> {
  const { reply, principal } = question
  const app = await face.appOf(principal)
  const owner = ownerOf(principal, app, question.user)
  // Another's file is not found before anything is spent.
  const named = await openFiles(face.uploads, owner, question.files ?? [])
  const task = face.tasks.begin(ownerText(owner), leavingOf(reply))
  const given = { files: named.files, attached: (signal: AbortSignal) => named.passages(signal) }
  const asked = { ...question, ...given, assistant: app.name, owner, signal: task.signal }
  try {
    return await ask(face, asked, (asking) => {
      const answered = { ...question, face, task, asking }
      return question.response_mode === 'streaming' ? streamed(answered) : whole(answered)
    })
  } finally {
    task.end()
  }
}

type Answered = Pick<Question, 'request' | 'reply' | 'mode'> & {
  readonly face: AppContext
  readonly task: Task
  readonly asking: Asking
}

async function whole(asked: Answered): Promise<unknown> {
  const outcome = await asked.asking.run(() => Promise.resolve())
  return {
    event: 'message',
    ...idsOf(asked),
    mode: asked.mode,
    answer: outcome.answer,
    metadata: shownMetadata(outcome),
    created_at: seconds(Date.now()),
  }
}

const idsOf = ({ task, asking: { messageId, conversationId }, mode }: Answered) => ({
  task_id: task.id,
  id: messageId,
  message_id: messageId,
  ...(mode === 'chat' ? { conversation_id: conversationId } : {}),
})

/** Dify's clients know this sign of life. */
const ping = 'event: ping\n\n'
const pingUsualMs = 10_000

async function streamed(asked: Answered): Promise<unknown> {
  const { face, request, reply, asking } = asked
  const events = openEvents(request, reply, face.keepAliveMs ?? pingUsualMs, ping)
  const ids = { ...idsOf(asked), created_at: seconds(Date.now()) }
  const line = (event: string, rest: object): string =>
    `data: ${JSON.stringify({ event, ...ids, ...rest })}\n\n`
  try {
    const outcome = await asking.run(async (told) => {
      if (told.kind === 'text') await events.write(line('message', { answer: told.text }))
    })
    events.end(line('message_end', { metadata: shownMetadata(outcome), files: null }))
  } catch (error) {
    if (!events.hasBegun) {
      events.close()
      throw error
    }
    const problem = problemOf(error)
    if (problem.code === 'internal') face.onFault(error, request.id)
    events.end(line('error', difyError(problem)))
  }
  return reply
}
