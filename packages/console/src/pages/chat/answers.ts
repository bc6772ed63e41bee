// Answers that are on their way: they live outside the page, so that leaving it loses nothing.

import type { ServerEvent } from '../../api/events.ts'
import { Failure, Offline } from '../../api/failure.ts'
import { isAnswerEvent, type AnswerEvent } from './answer-events.ts'
import type { Citation, Message } from './message-queries.ts'

/** A question and as much of its answer as there is. */
export type Turn = {
  readonly phase: 'running' | 'done' | 'failed'
  /** Its id is empty until the runtime has taken the question. */
  readonly message: Message
  readonly assistantId: string
  readonly conversationId: string | undefined
  readonly failure?: unknown
  /** Before this the runtime would refuse again. */
  readonly retryAtMs?: number
}

type Question = {
  /** Of the conversation, or of the one that will begin. */
  readonly thread: string
  readonly assistantId: string
  readonly conversationId: string | undefined
  readonly query: string
  /** Told once the conversation has its id, and with it the name of its thread. */
  readonly onBegan: (conversationId: string) => Begun
}

type Begun = {
  readonly thread: string
  /** Until then the page may still show the thread under its old name. */
  readonly moved: Promise<void>
}

type AnswersMeans = {
  readonly events: (body: unknown, signal: AbortSignal) => AsyncIterable<ServerEvent>
  readonly now: () => number
  readonly began: (conversationId: string, isNew: boolean) => void
  readonly kept: (conversationId: string, message: Message) => void
  /** A question that nobody has taken goes back to where it was written. */
  readonly returned: (thread: string, query: string) => void
}

type Answers = {
  readonly ask: (question: Question) => Promise<void>
  readonly stop: (thread: string) => void
  readonly forget: (thread: string) => void
  readonly turnOf: (thread: string) => Turn | undefined
  readonly subscribe: (listener: () => void) => () => void
}

export function makeAnswers(means: AnswersMeans): Answers {
  const turns = new Map<string, Turn>()
  const stops = new Map<string, AbortController>()
  const listeners = new Set<() => void>()
  const show = (thread: string, turn: Turn | undefined): void => {
    if (turn === undefined) turns.delete(thread)
    else turns.set(thread, turn)
    for (const listener of listeners) listener()
  }
  const ask = async (question: Question): Promise<void> => {
    const controller = new AbortController()
    let thread = question.thread
    const tell = (turn: Turn): void => show(thread, turn)
    const move = (conversationId: string): void => {
      const old = thread
      const left = turns.get(old)
      const { thread: next, moved } = question.onBegan(conversationId)
      if (next === old) return
      stops.delete(old)
      stops.set(next, controller)
      thread = next
      void moved.finally(() => {
        if (turns.get(old) === left) show(old, undefined)
      })
    }
    stops.set(thread, controller)
    const turn = await run(means, question, { signal: controller.signal, tell, move })
    if (stops.get(thread) === controller) stops.delete(thread)
    const isUntaken = controller.signal.aborted && turn.message.id === ''
    if (isUntaken) means.returned(thread, question.query)
    show(thread, isUntaken ? undefined : turn)
  }
  return {
    ask,
    stop: (thread) => stops.get(thread)?.abort(),
    forget: (thread) => show(thread, undefined),
    turnOf: (thread) => turns.get(thread),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

type Course = {
  readonly signal: AbortSignal
  readonly tell: (turn: Turn) => void
  readonly move: (conversationId: string) => void
}

async function run(means: AnswersMeans, question: Question, course: Course): Promise<Turn> {
  const { assistantId, conversationId, query } = question
  const asked = conversationId === undefined ? {} : { conversationId }
  let turn: Turn = {
    phase: 'running',
    assistantId,
    conversationId,
    message: emptyMessage(query, means.now()),
  }
  course.tell(turn)
  try {
    for await (const told of means.events({ assistantId, query, ...asked }, course.signal)) {
      if (!isAnswerEvent(told)) continue
      if (told.event === 'began') {
        course.move(told.data.conversationId)
        means.began(told.data.conversationId, conversationId === undefined)
      }
      turn = heard(turn, told, means.now())
      course.tell(turn)
    }
    if (turn.phase === 'running') throw new Offline(undefined)
  } catch (error) {
    turn = course.signal.aborted ? stopped(turn) : failed(turn, error, means.now())
  }
  const { message } = turn
  if (turn.conversationId !== undefined && message.id !== '') {
    means.kept(turn.conversationId, message)
  }
  return turn
}

const emptyMessage = (query: string, createdAtMs: number): Message => ({
  id: '',
  query,
  answer: '',
  state: 'whole',
  citations: [],
  mode: null,
  masked: null,
  feedback: null,
  traceId: null,
  promptTokens: 0,
  completionTokens: 0,
  latencyMs: 0,
  createdAtMs,
})

function heard(turn: Turn, told: AnswerEvent, nowMs: number): Turn {
  const { message } = turn
  switch (told.event) {
    case 'began': {
      const { messageId, conversationId, traceId } = told.data
      return { ...turn, conversationId, message: { ...message, id: messageId, traceId } }
    }
    case 'masked':
      return { ...turn, message: { ...message, ...told.data } }
    case 'text': {
      const { text, citation } = told.data
      const citations = withCitation(message.citations, citation)
      return { ...turn, message: { ...message, answer: message.answer + text, citations } }
    }
    case 'ended':
      return { ...turn, phase: 'done', message: { ...message, ...told.data } }
    case 'failed': {
      const { code, message: text, detail = {} } = told.data
      return failed(turn, new Failure(text, { status: 0, code, requestId: '', detail }), nowMs)
    }
  }
}

/** A source that is cited again keeps its number. */
const withCitation = (known: readonly Citation[], citation: Citation | null): Citation[] =>
  citation === null || known.some(({ number }) => number === citation.number)
    ? [...known]
    : [...known, citation]

const stopped = (turn: Turn): Turn => ({
  ...turn,
  phase: 'done',
  message: { ...turn.message, state: 'stopped' },
})

function failed(turn: Turn, error: unknown, nowMs: number): Turn {
  const failure = error instanceof Failure ? error : new Offline(error)
  const mustWait = failure instanceof Failure && waiting.has(failure.code)
  return {
    ...turn,
    phase: 'failed',
    failure,
    message: { ...turn.message, state: 'failed' },
    ...(mustWait ? { retryAtMs: nowMs + failure.retryAfterSeconds * 1000 } : {}),
  }
}

const waiting: ReadonlySet<string> = new Set(['limit-reached', 'overloaded'])
