// What every address of the OpenAI face works with, and who may ask which model.

import type { FastifyRequest } from 'fastify'
import type { AnswerEvent } from '../../../answer/events.js'
import { RuntimeError } from '../../../error.js'
import type { Principal } from '../../../identity/principal.js'
import type { Redaction } from '../../../ports/redaction.js'
import type { Passage } from '../../../retrieve/retriever.js'
import type { Backends } from '../../backends/backends.js'
import type { BackendModel } from '../../backends/router.js'
import type { OnFault } from '../../problem.js'
import type { Authenticate, RouteFacts } from '../../route.js'
import type { Bookkeeping } from './account.js'
import type { JsonObject } from './json.js'

export const assistantPrefix = 'assistant/'

export type AssistantMessage = { readonly role: string; readonly content: string }

type AssistantRequest = {
  readonly principal: Principal
  readonly assistant: string
  /** The last one is the question; what came before is the conversation. */
  readonly messages: readonly AssistantMessage[]
  /** Of files that came with the question. */
  readonly attached?: readonly Passage[]
  /** The rest of the request, as it came: temperature and the like. */
  readonly body: JsonObject
  readonly signal: AbortSignal
  readonly traceparent: string
  /** Called with time that was spent waiting for models, so that it does not count as ours. */
  waited(milliseconds: number): void
}

export type Assistants = {
  /** Those that the caller may ask. */
  list(
    principal: Principal,
  ): Promise<readonly { readonly name: string; readonly createdAt: Date }[]>
  /** Throws `not-found`, at its first event at the latest, where the caller has no such assistant. */
  answer(request: AssistantRequest): AsyncIterable<AnswerEvent>
}

export type OpenaiFace = Bookkeeping & {
  readonly authenticate: Authenticate
  readonly table: RouteFacts[]
  readonly backends: Backends
  readonly redaction: Redaction
  readonly assistants: Assistants
  readonly onFault: OnFault
  /** Between signs of life in a silent stream. */
  readonly keepAliveMs?: number
}

/** The text of a body as it came, so that it goes on as it came where nothing changes. */
export const rawName = 'bodyText'

export const rawOf = (request: FastifyRequest): string => request.getDecorator<string>(rawName)

/** The model, or `not-found` where it does not exist for this caller or does something else. */
export function modelFor(
  { backends }: Pick<OpenaiFace, 'backends'>,
  principal: Principal,
  name: string,
  kind: BackendModel['kind'],
): BackendModel {
  const model = mayUse(principal, name) ? backends.modelOf(name) : undefined
  if (model === undefined) {
    throw new RuntimeError(
      'not-found',
      `The model ${shown(name)} does not exist, or you have no access to it.`,
      { detail: { field: 'model' } },
    )
  }
  if (model.kind === kind) return model
  throw new RuntimeError('invalid-request', `The model ${name} is of the kind ${model.kind}.`, {
    detail: { field: 'model' },
  })
}

const shown = (name: string): string => JSON.stringify(name.slice(0, 100))

/** A key of one assistant reaches no model beside it. */
export const mayUse = ({ models, assistantId }: Principal, name: string): boolean =>
  assistantId === undefined && (models.length === 0 || models.includes(name))
