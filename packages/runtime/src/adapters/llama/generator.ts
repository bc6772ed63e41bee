// Generates text: answers in a chat, and what follows a prompt.

import {
  LlamaChat,
  LlamaCompletion,
  type ChatHistoryItem,
  type ChatModelFunctions,
  type Llama,
  type LlamaContextSequence,
  type LlamaGrammar,
  type LlamaModel,
} from 'node-llama-cpp'
import { RuntimeError } from '../../error.js'
import { makeGrammar, type AnswerForm } from './grammar.js'
import { makeSlots } from './slots.js'

export type Sampling = {
  readonly tokensMax: number | undefined
  readonly temperature: number
  readonly topP: number | undefined
  readonly seed: number | undefined
  readonly stop: readonly string[]
  readonly frequencyPenalty: number
  readonly presencePenalty: number
}

export type Chunk = { readonly kind: 'text' | 'thought'; readonly text: string }

export type ToolCall = { readonly name: string; readonly arguments: unknown }

export type Generated = {
  readonly text: string
  readonly toolCalls: readonly ToolCall[]
  readonly finish: 'stop' | 'length' | 'tool_calls'
  readonly promptTokens: number
  readonly completionTokens: number
}

export type ChatTask = {
  readonly history: readonly ChatHistoryItem[]
  readonly functions: ChatModelFunctions | undefined
  readonly form: AnswerForm
  readonly sampling: Sampling
}

type OnChunk = (chunk: Chunk) => void

export type Generator = {
  chat(task: ChatTask, onChunk: OnChunk, signal: AbortSignal): Promise<Generated>
  complete(
    prompt: string,
    sampling: Sampling,
    onChunk: OnChunk,
    signal: AbortSignal,
  ): Promise<Generated>
}

type Options = {
  readonly contextTokens: number
  readonly threads: number
  readonly sequences: number
  readonly waitingMax: number
}

export async function makeGenerator(
  llama: Llama,
  model: LlamaModel,
  options: Options,
): Promise<Generator> {
  const context = await model.createContext({
    contextSize: options.contextTokens,
    sequences: options.sequences,
    threads: options.threads,
  })
  const sequences = Array.from({ length: options.sequences }, () => context.getSequence())
  const slots = makeSlots(sequences, options.waitingMax)
  return {
    chat: (task, onChunk, signal) =>
      slots.use(signal, async (sequence) => {
        const grammar = await makeGrammar(llama, task.form)
        return metered(sequence, () => chatOn(sequence, task, grammar, onChunk, signal))
      }),
    complete: (prompt, sampling, onChunk, signal) =>
      slots.use(signal, (sequence) =>
        metered(sequence, () => completeOn(sequence, prompt, sampling, onChunk, signal)),
      ),
  }
}

type Unmetered = Omit<Generated, 'completionTokens'>

/** A sequence whose last request failed begins anew: what it holds may not be what it says it holds. */
async function metered(
  sequence: LlamaContextSequence,
  run: () => Promise<Unmetered>,
): Promise<Generated> {
  const before = sequence.tokenMeter.getState()
  try {
    const generated = await run()
    return { ...generated, completionTokens: sequence.tokenMeter.diff(before).usedOutputTokens }
  } catch (error) {
    await sequence.clearHistory()
    throw error
  }
}

async function chatOn(
  sequence: LlamaContextSequence,
  { history, functions, sampling }: ChatTask,
  grammar: LlamaGrammar | undefined,
  onChunk: OnChunk,
  signal: AbortSignal,
): Promise<Unmetered> {
  const chat = new LlamaChat({ contextSequence: sequence })
  try {
    const { contextText } = chat.chatWrapper.generateContextState({
      chatHistory: [...history, { type: 'model', response: [] }],
      ...(functions === undefined ? {} : { availableFunctions: functions }),
    })
    const promptTokens = contextText.tokenize(sequence.model.tokenizer).length
    const room = roomIn(sequence, promptTokens)
    const made = await chat.generateResponse<ChatModelFunctions | undefined>([...history], {
      ...samplingOf(sampling, room),
      ...(functions === undefined ? (grammar === undefined ? {} : { grammar }) : { functions }),
      signal,
      onResponseChunk: ({ type, text }) => {
        if (text !== '') onChunk({ kind: type === 'segment' ? 'thought' : 'text', text })
      },
    })
    const toolCalls = callsOf(made.functionCalls)
    return {
      text: made.response,
      toolCalls,
      finish: toolCalls.length > 0 ? 'tool_calls' : finishOf(made.metadata.stopReason),
      promptTokens,
    }
  } finally {
    chat.dispose()
  }
}

type MadeCall = { readonly functionName: string; readonly params: unknown }

const callsOf = (calls: readonly MadeCall[] | undefined): readonly ToolCall[] =>
  (calls ?? []).map(({ functionName, params }) => ({
    name: functionName,
    arguments: params ?? {},
  }))

async function completeOn(
  sequence: LlamaContextSequence,
  prompt: string,
  sampling: Sampling,
  onChunk: OnChunk,
  signal: AbortSignal,
): Promise<Unmetered> {
  const completion = new LlamaCompletion({ contextSequence: sequence })
  try {
    const tokens = sequence.model.tokenize(prompt)
    const room = roomIn(sequence, tokens.length)
    const made = await completion.generateCompletionWithMeta(tokens, {
      ...samplingOf(sampling, room),
      signal,
      disableContextShift: true,
      onTextChunk: (text) => onChunk({ kind: 'text', text }),
    })
    return {
      text: made.response,
      toolCalls: [],
      finish: finishOf(made.metadata.stopReason),
      promptTokens: tokens.length,
    }
  } finally {
    completion.dispose()
  }
}

/** Tokens that the answer may have; the earliest messages are never forgotten in silence to make more room. */
function roomIn(sequence: LlamaContextSequence, promptTokens: number): number {
  const room = sequence.contextSize - promptTokens - 1
  if (room > 0) return room
  const most = sequence.contextSize
  throw new RuntimeError(
    'invalid-request',
    `the messages have ${promptTokens} tokens; this model takes ${most} with its answer`,
    { detail: { code: 'context_length_exceeded', promptTokens, contextTokens: most } },
  )
}

const samplingOf = (sampling: Sampling, room: number) => ({
  maxTokens: Math.min(sampling.tokensMax ?? room, room),
  temperature: sampling.temperature,
  ...(sampling.topP === undefined ? {} : { topP: sampling.topP }),
  ...(sampling.seed === undefined ? {} : { seed: sampling.seed }),
  customStopTriggers: [...sampling.stop],
  ...(sampling.frequencyPenalty === 0 && sampling.presencePenalty === 0
    ? {}
    : {
        repeatPenalty: {
          penalty: 1,
          frequencyPenalty: sampling.frequencyPenalty,
          presencePenalty: sampling.presencePenalty,
        },
      }),
})

const finishOf = (reason: string): 'stop' | 'length' => (reason === 'maxTokens' ? 'length' : 'stop')
