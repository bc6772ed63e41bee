// Questions and answers: whole or as a stream, kept before their end is sent, and stopped when asked to.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { AnswerEvent, Citation } from '../../../answer/events.js'
import { keepCitation } from '../../../conversations/citation.js'
import type {
  ConversationOwner,
  KeptFile,
  NewMessage,
} from '../../../conversations/conversations.js'
import { RuntimeError } from '../../../error.js'
import { makeId } from '../../../identifier.js'
import type { Principal } from '../../../identity/principal.js'
import type { Passage } from '../../../retrieve/retriever.js'
import { leavingOf, openEvents } from '../../event-writer.js'
import { problemOf } from '../../problem.js'
import type { RouteRegistrar } from '../../route.js'
import { timingOf } from '../../timing.js'
import { openAccount, type Account } from '../openai/account.js'
import { likelyTokens, promptTokensMost, tokensOfDeltas } from '../openai/tokens.js'
import { ownerOf, ownerText, result, success, user, type App, type AppContext } from './context.js'
import { difyError } from './errors.js'
import { namedFiles, openFiles } from './files.js'
import { untilAborted, type Task } from './running.js'
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

/** What answers of our own may take: extractive ones take none, generative ones are bounded by the flow. */
const answerTokensMost = 1024

async function answer(face: AppContext, question: Question): Promise<unknown> {
  const { request, reply, principal, query, inputs, place } = question
  const app = await face.appOf(principal)
  const owner = ownerOf(principal, app, question.user)
  // Another's file or conversation is not found before anything is spent.
  const named = await openFiles(face.uploads, owner, question.files ?? [])
  const history =
    place.conversationId === undefined
      ? []
      : await face.conversations.history(owner, place.conversationId)
  const prompt = promptTokensMost(history.map(({ content }) => content).join('') + query)
  const room = Math.max(1, principal.tokensPerMinute - prompt)
  const account = await openAccount(
    face,
    {
      principal,
      model: `assistant/${app.name}`,
      label: 'assistant',
      operation: 'chat',
      promptTokensMost: prompt,
      completionTokensMost: Math.min(answerTokensMost, room),
    },
    request,
    reply,
  )
  const task = face.tasks.begin(ownerText(owner), leavingOf(reply))
  try {
    const attached = await named.passages(task.signal)
    const conversation = await face.conversations.open(owner, { ...place, query, inputs })
    const messages = [...history, { role: 'user', content: query }]
    const conversationId = conversation.id
    const id = makeId()
    const given = { ...question, files: named.files, attached, messages }
    const asked = { ...given, face, app, owner, account, task, conversationId, id }
    return await (question.response_mode === 'streaming' ? streamed(asked) : whole(asked))
  } catch (error) {
    const spent = { status: problemOf(error).status, input: 0, output: 0, isEstimated: true }
    await account.close(spent)
    throw error
  } finally {
    task.end()
  }
}

type Asked = Omit<Question, 'files'> & {
  readonly files: readonly KeptFile[]
  readonly attached: readonly Passage[]
  readonly face: AppContext
  readonly app: App
  readonly owner: ConversationOwner
  readonly account: Account
  readonly task: Task
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly conversationId: string
  /** Of the message. */
  readonly id: string
}

type Outcome = Pick<
  NewMessage,
  'answer' | 'state' | 'citations' | 'promptTokens' | 'completionTokens' | 'latencyMs'
>

/** Runs the answer to its end, its stop or its failure, and keeps it; texts are told as they come. */
async function run(asked: Asked, tell: (text: string) => Promise<void>): Promise<Outcome> {
  const startMs = performance.now()
  const said = { text: '', deltas: 0 }
  let passages: readonly Passage[] = []
  let end: Extract<AnswerEvent, { kind: 'end' }> | undefined
  let failure: Error | undefined
  try {
    for await (const event of untilAborted(eventsOf(asked), asked.task.signal)) {
      if (event.kind === 'passages') passages = event.passages
      else if (event.kind === 'end') end = event
      else {
        said.text += event.text
        said.deltas += 1
        await tell(event.text)
      }
    }
    if (end === undefined && !asked.task.signal.aborted) throw brokenOff()
  } catch (error) {
    if (!asked.task.signal.aborted) failure = error instanceof Error ? error : brokenOff()
  }
  const usage = end?.usage ?? estimated(asked, said)
  const outcome: Outcome = {
    answer: said.text,
    state: failure !== undefined ? 'failed' : end === undefined ? 'stopped' : 'whole',
    citations: kept(end?.citations ?? [], passages),
    promptTokens: usage.promptTokens,
    completionTokens: usage.completionTokens,
    latencyMs: performance.now() - startMs,
  }
  await keep(asked, outcome, usage.isEstimated, failure)
  if (failure !== undefined) throw failure
  return outcome
}

const eventsOf = ({ face, app, request, principal, account, task, ...asked }: Asked) =>
  face.answer({
    principal,
    assistant: app.name,
    messages: asked.messages,
    attached: asked.attached,
    body: { inputs: asked.inputs },
    signal: task.signal,
    traceparent: account.traceparent,
    waited: (milliseconds) => {
      timingOf(request).waitedMs += milliseconds
    },
  })

const brokenOff = (): RuntimeError =>
  new RuntimeError('upstream-failed', 'The answer broke off before its end.')

const kept = (citations: readonly Citation[], passages: readonly Passage[]) =>
  citations.map((citation) => keepCitation(citation, passages))

/** What came before it broke off, or was stopped, is counted as it was sent. */
const estimated = (
  { messages }: Asked,
  { text, deltas }: { readonly text: string; readonly deltas: number },
) => ({
  promptTokens: deltas === 0 ? 0 : likelyTokens(messages.map(({ content }) => content).join('')),
  completionTokens: tokensOfDeltas(deltas, Buffer.byteLength(text)),
  isEstimated: true,
})

/** Nothing is said to be whole that a crash could still lose. */
async function keep(
  { face, owner, conversationId, id, query, files, account }: Asked,
  outcome: Outcome,
  isEstimated: boolean,
  failure: Error | undefined,
): Promise<void> {
  const traceId = account.traceparent.split('-')[1]
  await face.conversations.keep(owner, {
    ...outcome,
    id,
    conversationId,
    query,
    files,
    ...(traceId === undefined ? {} : { traceId }),
  })
  const status = failure === undefined ? 200 : problemOf(failure).status
  await account.close({
    status: outcome.state === 'stopped' ? 499 : status,
    input: outcome.promptTokens,
    output: outcome.completionTokens,
    isEstimated,
    attributes: { 'llmflow.answer.state': outcome.state },
  })
}

async function whole(asked: Asked): Promise<unknown> {
  const outcome = await run(asked, () => Promise.resolve())
  return {
    event: 'message',
    ...idsOf(asked),
    mode: asked.mode,
    answer: outcome.answer,
    metadata: shownMetadata(outcome),
    created_at: seconds(Date.now()),
  }
}

const idsOf = ({ task, id, conversationId, mode }: Asked) => ({
  task_id: task.id,
  id,
  message_id: id,
  ...(mode === 'chat' ? { conversation_id: conversationId } : {}),
})

/** Dify's clients know this sign of life. */
const ping = 'event: ping\n\n'
const pingUsualMs = 10_000

async function streamed(asked: Asked): Promise<unknown> {
  const { face, request, reply } = asked
  const events = openEvents(request, reply, face.keepAliveMs ?? pingUsualMs, ping)
  const ids = { ...idsOf(asked), created_at: seconds(Date.now()) }
  const line = (event: string, rest: object): string =>
    `data: ${JSON.stringify({ event, ...ids, ...rest })}\n\n`
  try {
    const outcome = await run(asked, (text) => events.write(line('message', { answer: text })))
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
