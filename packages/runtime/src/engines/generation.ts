// Chat models for answers: their text in pieces, and which of them showed in which language that they can answer.

import { languages, type Language } from '../answer/language.js'
import type { Generate } from '../answer/flow.js'
import type { Backends, ChatChunk } from '../gateway/backends/backends.js'
import { describeError, type Log } from '../log.js'
import { makeProbes, type ProbeChat } from '../models/probe.js'
import type { LocalModels } from './models.js'
import type { EngineStates } from './states.js'

type Options = {
  readonly dataDirectory: string
  readonly models: LocalModels
  readonly backends: Backends
  readonly states: EngineStates
  readonly log: Log
}

export type Generation = {
  readonly generate: Generate
  canGenerate(model: string, language: Language): boolean
  /** Ends probes that are under way. */
  close(): void
}

/** Answers at once; every chat model is asked behind, when it has loaded, and until then answers are quotes. */
export function openGeneration(options: Options): Generation {
  const { backends, models, states, log } = options
  const chatOf =
    (model: string): ProbeChat =>
    async (messages, tokensMax, signal) => {
      let text = ''
      const body = { messages, max_tokens: tokensMax, temperature: 0 }
      for await (const chunk of backends.chat(model, body, signal)) text += textOf(chunk)
      return text
    }
  const probes = makeProbes(options.dataDirectory, chatOf, languages)
  const ending = new AbortController()
  const chatModels = models.models.filter(({ kind }) => kind === 'chat')
  states.set('generation', 'off', chatModels.length === 0 ? noModel : beingAsked)

  const ask = async (model: string): Promise<void> => {
    if (!(await models.loaded(model))) return
    await probes.probe(model, models.digestOf(model), ending.signal)
  }
  const askAll = async (): Promise<void> => {
    for (const { name } of chatModels) {
      await ask(name).catch((error: unknown) => {
        if (ending.signal.aborted) return
        log.warn('a chat model was not probed', { model: name, error: describeError(error) })
      })
    }
    if (chatModels.length > 0 && !ending.signal.aborted) tell()
  }
  const tell = (): void => {
    const able = chatModels.flatMap(({ name }) => {
      const passed = languages.filter((language) => probes.hasPassed(name, language))
      return passed.length === 0 ? [] : [`${name} (${passed.join(', ')})`]
    })
    if (able.length > 0) states.set('generation', 'on', able.join(', '))
    else states.set('generation', 'off', 'no chat model passed its probe; answers are quotes')
  }
  void askAll()

  return {
    generate: (model, messages, signal, end) => generate(backends, model, messages, signal, end),
    canGenerate: (model, language) => probes.hasPassed(model, language),
    close: () => ending.abort(),
  }
}

const noModel = 'there is no chat model; answers are quotes'
const beingAsked = 'chat models are being asked whether they can answer'

/** An answer from passages is short; a model that goes on is repeating itself. */
const answerTokensMax = 1024

const textOf = (chunk: ChatChunk): string => chunk.choices[0]?.delta.content ?? ''

async function* generate(
  backends: Backends,
  model: string,
  messages: Parameters<Generate>[1],
  signal: AbortSignal,
  end: Parameters<Generate>[3],
): AsyncGenerator<string> {
  const body = { messages, max_tokens: answerTokensMax, temperature: 0 }
  let usage: ChatChunk['usage']
  let pieces = 0
  for await (const chunk of backends.chat(model, body, signal)) {
    usage = chunk.usage ?? usage
    pieces += 1
    yield textOf(chunk)
  }
  end({
    promptTokens: usage?.prompt_tokens ?? 0,
    completionTokens: usage?.completion_tokens ?? pieces,
    isEstimated: usage === undefined || usage === null,
  })
}
