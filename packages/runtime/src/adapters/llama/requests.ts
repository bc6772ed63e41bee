// What clients of the OpenAI API may ask of a model here, and what a request means.

import type { ChatHistoryItem, ChatModelFunctions, ChatModelResponse } from 'node-llama-cpp'
import { z } from 'zod'
import { RuntimeError } from '../../error.js'
import type { ChatTask, Sampling } from './generator.js'
import { grammarSchemaOf, type AnswerForm } from './grammar.js'

const textPart = z.object({ type: z.literal('text'), text: z.string() })
const content = z.union([z.string(), z.array(textPart)])
const toolCall = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
})

const message = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer']), content }),
  z.object({ role: z.literal('user'), content }),
  z.object({
    role: z.literal('assistant'),
    content: content.nullish(),
    tool_calls: z.array(toolCall).nullish(),
  }),
  z.object({ role: z.literal('tool'), tool_call_id: z.string(), content }),
])

const sampling = {
  model: z.string(),
  max_tokens: z.int().positive().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(16)]).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  n: z.literal(1, 'only one choice can be made').nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
}

export const chatRequest = z.object({
  ...sampling,
  messages: z.array(message).min(1),
  max_completion_tokens: z.int().positive().nullish(),
  logprobs: z.literal(false, 'logprobs are not available').nullish(),
  tools: z
    .array(
      z.object({
        type: z.literal('function'),
        function: z.object({
          name: z.string().regex(/^[\w-]{1,64}$/),
          description: z.string().nullish(),
          parameters: z.unknown().optional(),
        }),
      }),
    )
    .nullish(),
  tool_choice: z
    .enum(['auto', 'none'], 'this engine leaves the choice of a tool to the model: auto or none')
    .nullish(),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('json_object') }),
      z.object({
        type: z.literal('json_schema'),
        json_schema: z.object({ name: z.string(), schema: z.unknown() }),
      }),
    ])
    .nullish(),
})

export const completionRequest = z.object({
  ...sampling,
  prompt: z.union([z.string(), z.tuple([z.string()])]),
  suffix: z.literal('', 'suffix is not available').nullish(),
  echo: z.literal(false, 'echo is not available').nullish(),
})

const textMax = 2048

export const embeddingRequest = z.object({
  model: z.string(),
  input: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(textMax)]),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.int().positive().nullish(),
})

export const rerankRequest = z.object({
  model: z.string(),
  query: z.string().min(1),
  documents: z
    .array(z.union([z.string(), z.object({ text: z.string() })]))
    .min(1)
    .max(textMax),
  top_n: z.int().positive().nullish(),
  return_documents: z.boolean().nullish(),
})

/** The value, or `invalid-request` with the first field that is wrong. */
export function parseRequest<Value>(schema: z.ZodType<Value>, body: unknown): Value {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  const what = issue?.message ?? 'is not what was expected'
  throw new RuntimeError('invalid-request', field === '' ? what : `${field}: ${what}`, {
    detail: { field },
  })
}

type ChatRequest = z.infer<typeof chatRequest>
type CompletionRequest = z.infer<typeof completionRequest>

/** What llama.cpp itself suggests; 1, as OpenAI's models take it, makes small models ramble. */
const temperatureDefault = 0.8

export function samplingOf(request: ChatRequest | CompletionRequest): Sampling {
  const { stop } = request
  const tokensMax =
    ('max_completion_tokens' in request ? request.max_completion_tokens : null) ??
    request.max_tokens
  return {
    tokensMax: tokensMax ?? undefined,
    temperature: request.temperature ?? temperatureDefault,
    topP: request.top_p ?? undefined,
    seed: request.seed ?? undefined,
    stop: typeof stop === 'string' ? [stop] : (stop ?? []),
    frequencyPenalty: request.frequency_penalty ?? 0,
    presencePenalty: request.presence_penalty ?? 0,
  }
}

export function chatTaskOf(request: ChatRequest): ChatTask {
  const functions = functionsOf(request)
  const form = formOf(request)
  if (functions !== undefined && form.kind !== 'text')
    throw new RuntimeError('invalid-request', 'response_format: not together with tools here', {
      detail: { field: 'response_format' },
    })
  return { history: historyOf(request.messages), functions, form, sampling: samplingOf(request) }
}

function functionsOf({ tools, tool_choice: choice }: ChatRequest): ChatModelFunctions | undefined {
  if (choice === 'none' || tools === undefined || tools === null || tools.length === 0)
    return undefined
  return Object.fromEntries(
    tools.map(({ function: { name, description, parameters } }) => [
      name,
      {
        ...(typeof description === 'string' ? { description } : {}),
        ...(parameters === undefined
          ? {}
          : { params: grammarSchemaOf(parameters, `tools.${name}`) }),
      },
    ]),
  )
}

function formOf({ response_format: format }: ChatRequest): AnswerForm {
  switch (format?.type) {
    case 'json_object':
      return { kind: 'json' }
    case 'json_schema': {
      const schema = grammarSchemaOf(format.json_schema.schema, 'response_format')
      return { kind: 'schema', schema }
    }
    default:
      return { kind: 'text' }
  }
}

const textOf = (given: z.infer<typeof content> | null | undefined): string =>
  typeof given === 'string' ? given : (given ?? []).map(({ text }) => text).join('\n')

function historyOf(messages: ChatRequest['messages']): readonly ChatHistoryItem[] {
  const results = new Map(
    messages.flatMap((one) =>
      one.role === 'tool'
        ? [[one.tool_call_id, textOf(one.content)] satisfies [string, string]]
        : [],
    ),
  )
  return messages.flatMap((one): ChatHistoryItem[] => {
    switch (one.role) {
      case 'system':
      case 'developer':
        return [{ type: 'system', text: textOf(one.content) }]
      case 'user':
        return [{ type: 'user', text: textOf(one.content) }]
      case 'assistant':
        return [{ type: 'model', response: responseOf(one, results) }]
      case 'tool':
        return []
    }
  })
}

type Assistant = Extract<ChatRequest['messages'][number], { readonly role: 'assistant' }>

function responseOf(
  { content: said, tool_calls: calls }: Assistant,
  results: ReadonlyMap<string, string>,
): ChatModelResponse['response'] {
  const text = textOf(said)
  return [
    ...(text === '' ? [] : [text]),
    ...(calls ?? []).map(({ id, function: { name, arguments: given } }) => ({
      type: 'functionCall' as const,
      name,
      params: parsedOf(given),
      result: results.get(id) ?? '',
    })),
  ]
}

function parsedOf(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new RuntimeError(
      'invalid-request',
      'messages: the arguments of a tool call are no JSON',
      {
        detail: { field: 'messages' },
      },
    )
  }
}
