// Passes a request to a model and its reply back: hidden on the way out, restored on the way in, counted in any case.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { RuntimeError } from '../../../error.js'
import type { Principal } from '../../../identity/principal.js'
import type { BackendModel, Incoming, Outgoing } from '../../backends/router.js'
import { leavingOf } from '../../event-writer.js'
import { problemOf } from '../../problem.js'
import { timingOf } from '../../timing.js'
import { openAccount, type Account, type Planned, type Spent } from './account.js'
import { mayUse, rawOf, type OpenaiFace } from './context.js'
import type { JsonObject } from './json.js'
import { mask, type Masked } from './masking.js'
import { likelyTokens } from './tokens.js'

export type Passing = {
  readonly face: OpenaiFace
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly principal: Principal
  readonly model: BackendModel
  readonly body: JsonObject
  readonly account: Account
  readonly masked: Masked
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal
  /** Sends the request; only the first argument differs between the tasks. */
  send(how: Pick<Outgoing, 'task' | 'isStream' | 'bodyFor'>): Promise<Incoming>
}

type Asked = Pick<Passing, 'face' | 'request' | 'reply' | 'principal' | 'model' | 'body'> & {
  readonly planned: Pick<Planned, 'operation' | 'promptTokensMost' | 'completionTokensMost'>
}

/** Opens the account, hides what must be hidden, and does the work; a failure closes the account with its status. */
export async function pass(
  asked: Asked,
  work: (passing: Passing) => Promise<unknown>,
): Promise<unknown> {
  const { face, request, reply, principal, model, body, planned } = asked
  const opened = openAccount(
    face,
    {
      principal,
      model: model.name,
      label: model.name,
      operation: planned.operation,
      promptTokensMost: planned.promptTokensMost,
      completionTokensMost: planned.completionTokensMost,
    },
    request,
    reply,
  )
  const account = opened instanceof Promise ? await opened : opened
  let masked: Masked | undefined
  try {
    masked = await mask(face.redaction, body)
    const signal = leavingOf(reply)
    const headers = { traceparent: account.traceparent }
    const mayUseToo = (name: string): boolean => mayUse(principal, name)
    const send: Passing['send'] = ({ task, isStream, bodyFor }) =>
      waiting(
        request,
        face.backends.send(
          { model: model.name, task, isStream, bodyFor, headers, mayUse: mayUseToo },
          signal,
        ),
      )
    return await work({
      face,
      request,
      reply,
      principal,
      model,
      body,
      account,
      masked,
      signal,
      send,
    })
  } catch (error) {
    await account.close(spentBy(error, request))
    throw masked?.session === undefined ? error : restored(error, masked.session)
  }
}

/** The time until it settles is the model's, not ours. */
async function waiting<Result>(request: FastifyRequest, work: Promise<Result>): Promise<Result> {
  const timing = timingOf(request)
  const started = performance.now()
  try {
    return await work
  } finally {
    timing.waitedMs += performance.now() - started
  }
}

/** A client that leaves has had the prompt read; a model that failed is not paid for. */
function spentBy(error: unknown, request: FastifyRequest): Spent {
  const { status, code } = problemOf(error)
  const input = code === 'cancelled' ? likelyTokens(rawOf(request)) : 0
  return {
    status,
    input,
    output: 0,
    isEstimated: input > 0,
    attributes: { 'error.type': code },
  }
}

/** What a model says of a fault may repeat what was hidden. */
function restored(error: unknown, session: NonNullable<Masked['session']>): unknown {
  if (!(error instanceof RuntimeError)) return error
  const { code, isRetryable, detail, cause } = error
  return new RuntimeError(code, session.restore(error.message), {
    isRetryable,
    detail,
    cause,
  })
}

/** The body for a model: as it came where nothing changes, so that nothing is lost or written anew. */
export function bodyMaker(
  { request, body, masked }: Passing,
  more?: (model: BackendModel) => JsonObject,
): (model: BackendModel) => string {
  return (model) =>
    masked.session === undefined && more === undefined && body['model'] === model.servedName
      ? rawOf(request)
      : JSON.stringify({ ...masked.body, ...more?.(model), model: model.servedName })
}

export const attributesOf = ({ model, attempts }: Incoming): NonNullable<Spent['attributes']> => ({
  'gen_ai.response.model': model.name,
  'gen_ai.provider.name': model.engine,
  'llmflow.attempts': attempts,
})
