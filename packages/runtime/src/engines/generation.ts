// Answers in a model's own words: off for each model and language until its probe has passed.

import type { AnswerMeans, ChatMessage, Generate } from '../answer/flow.js'
import { languages } from '../answer/language.js'
import type { Backends } from '../gateway/backends/backends.js'
import { describeError, type Log } from '../log.js'
import { makeProbes, type ProbeChat, type Probes } from '../models/probe.js'
import type { Closers } from './closers.js'
import type { LocalModels } from './models.js'
import type { EngineStates } from './states.js'

type Options = {
  readonly dataDirectory: string
  readonly models: LocalModels
  readonly backends: Backends
  readonly states: EngineStates
  readonly log: Log
  readonly closers: Closers
}

type Generation = Required<Pick<AnswerMeans, 'generate' | 'canGenerate'>>

/** Answers at once; the probes go on behind, one model after the other. */
export function openGeneration(options: Options): Generation {
  const { backends, states, closers } = options
  const probes = makeProbes(options.dataDirectory, (model) => probeChat(backends, model), languages)
  const stop = new AbortController()
  states.set('generation', 'off', 'there is no chat model; answers are quoted')
  const probing = probeAll(options, probes, stop.signal)
  closers.add('probes', async () => {
    stop.abort()
    await probing
  })
  return {
    generate: (model, messages, signal, end) =>
      pieces(backends, model, { messages, temperature: 0 }, signal, end),
    canGenerate: (model, language) => probes.hasPassed(model, language),
  }
}

async function probeAll(
  { models, states, log }: Options,
  probes: Probes,
  signal: AbortSignal,
): Promise<void> {
  for (const { name } of models.models.filter(({ kind }) => kind === 'chat')) {
    if (signal.aborted || !(await models.loaded(name))) continue
    states.set('generation', 'off', `${name} is being probed; answers are quoted`)
    try {
      await probes.probe(name, models.digestOf(name), signal)
    } catch (error) {
      log.warn('a chat model could not be probed', { model: name, error: describeError(error) })
    }
  }
  show(models, probes, states)
}

function show(models: LocalModels, probes: Probes, states: EngineStates): void {
  const chat = models.models.filter(({ kind }) => kind === 'chat')
  const passed = chat.flatMap(({ name }) => {
    const spoken = languages.filter((language) => probes.hasPassed(name, language))
    return spoken.length === 0 ? [] : [`${name} (${spoken.join(', ')})`]
  })
  if (passed.length > 0) states.set('generation', 'on', passed.join(', '))
  else if (chat.length > 0)
    states.set('generation', 'off', 'no chat model passed its probe; answers are quoted')
}

function probeChat(backends: Backends, model: string): ProbeChat {
  return async (messages, tokensMax, signal) => {
    const body = { messages, temperature: 0, max_tokens: tokensMax }
    let answer = ''
    for await (const piece of pieces(backends, model, body, signal, () => undefined))
      answer += piece
    return answer
  }
}

async function* pieces(
  backends: Backends,
  model: string,
  body: { readonly messages: readonly ChatMessage[]; readonly [name: string]: unknown },
  signal: AbortSignal,
  end: Parameters<Generate>[3],
): AsyncGenerator<string> {
  for await (const { choices, usage } of backends.chat(model, body, signal)) {
    const text = choices[0]?.delta.content ?? ''
    if (text !== '') yield text
    if (usage !== undefined && usage !== null)
      end({
        promptTokens: usage.prompt_tokens,
        completionTokens: usage.completion_tokens ?? 0,
        isEstimated: false,
      })
  }
}
