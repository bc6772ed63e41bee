// Sends a request to a backend of its model that is well, to another when that fails, and to another model at last.

import type { ServiceModel } from '@llmflow/spec'
import { RuntimeError } from '../../error.js'
import { readAddresses } from './address.js'
import type { Outcome } from './breaker.js'
import { healthPathOf, pathOf, type Task } from './dialect.js'
import { exchange, type Timeouts, type UpstreamReply } from './exchange.js'
import { makePool, type Member, type Pool } from './pool.js'

/** A model of the service file whose address is text: nothing of it is open any more. */
export type BackendModel = Omit<ServiceModel, 'address'> & { readonly address: string }

export type RouterOptions = {
  readonly models: readonly BackendModel[]
  readonly timeouts?: Partial<Timeouts>
  /** Models to ask when one fails, in order. */
  readonly fallbacks?: { readonly [model: string]: readonly string[] }
  /** Keys of models that want one. */
  readonly apiKeys?: { readonly [model: string]: string }
  readonly concurrencyPerMember?: number
  readonly queueMax?: number
  readonly queueMs?: number
  /** Between two health checks of a backend; 0 for none. */
  readonly healthMs?: number
}

export type Outgoing = {
  readonly model: string
  readonly task: Task
  readonly isStream: boolean
  /** Made anew for each model that is tried, as each has a name of its own. */
  bodyFor(model: BackendModel): string | Uint8Array
  /** More headers, such as `traceparent`. */
  readonly headers?: { readonly [name: string]: string }
  /** Fallbacks that the caller may not use are passed over. */
  mayUse?(model: string): boolean
}

export type Incoming = UpstreamReply & {
  /** The model that answered: another than asked for after a fallback. */
  readonly model: BackendModel
  readonly attempts: number
}

export type Router = {
  readonly models: readonly BackendModel[]
  modelOf(name: string): BackendModel | undefined
  /** Sends one request; a refusal by the model itself is thrown with what it said. */
  send(outgoing: Outgoing, signal: AbortSignal): Promise<Incoming>
  /** Whether some backend of the model is thought to be well. */
  isWell(name: string): boolean
  close(): Promise<void>
}

const timeoutsUsual: Timeouts = {
  connectMs: 3000,
  firstByteMs: 120_000,
  betweenBytesMs: 60_000,
  wholeMs: 600_000,
}

/** Tries of one model: more would only add to the load of what fails. */
const attemptsMax = 3

type Route = { readonly model: BackendModel; readonly pool: Pool; readonly apiKey?: string }

export function makeRouter(options: RouterOptions): Router {
  const timeouts = { ...timeoutsUsual, ...options.timeouts }
  const routes = new Map(options.models.map((model) => [model.name, routeOf(model, options)]))
  const checks = startChecks([...routes.values()], options.healthMs ?? 10_000)

  const send = async (outgoing: Outgoing, signal: AbortSignal): Promise<Incoming> => {
    const names = [outgoing.model, ...(options.fallbacks?.[outgoing.model] ?? [])]
    let failure: RuntimeError | undefined
    let attempts = 0
    for (const name of names) {
      const route = routes.get(name)
      if (route === undefined) continue
      if (name !== outgoing.model && outgoing.mayUse?.(name) === false) continue
      try {
        return await sendTo(route, outgoing, timeouts, signal, attempts)
      } catch (error) {
        attempts += 1
        if (!mayGoElsewhere(error)) throw error
        failure = error
      }
    }
    throw failure ?? unknownModel(outgoing.model)
  }

  return {
    models: options.models,
    modelOf: (name) => routes.get(name)?.model,
    send,
    isWell: (name) =>
      routes.get(name)?.pool.members.some(({ breaker }) => !breaker.isOpen) ?? false,
    close: async () => {
      clearInterval(checks)
      await Promise.all([...routes.values()].map(({ pool }) => pool.close()))
    },
  }
}

function routeOf(model: BackendModel, options: RouterOptions): Route {
  const pool = makePool(readAddresses(model.name, model.address), {
    concurrencyPerMember: options.concurrencyPerMember ?? 256,
    queueMax: options.queueMax ?? 512,
    queueMs: options.queueMs ?? 30_000,
    connectMs: options.timeouts?.connectMs ?? timeoutsUsual.connectMs,
  })
  const apiKey = options.apiKeys?.[model.name]
  return { model, pool, ...(apiKey === undefined ? {} : { apiKey }) }
}

const unknownModel = (name: string): RuntimeError =>
  new RuntimeError('not-found', `The model ${name} does not exist.`, { detail: { field: 'model' } })

const mayGoElsewhere = (error: unknown): error is RuntimeError =>
  error instanceof RuntimeError && error.isRetryable

async function sendTo(
  route: Route,
  outgoing: Outgoing,
  timeouts: Timeouts,
  signal: AbortSignal,
  attemptsBefore: number,
): Promise<Incoming> {
  let tried = none
  const request = requestOf(route, outgoing)
  for (let attempts = 1; ; attempts += 1) {
    const got = route.pool.acquire(tried, signal)
    const lease = got instanceof Promise ? await got : got
    try {
      const path = `${lease.member.address.prefix}${request.path}`
      const reply = await exchange(
        lease.member.connections,
        { path, headers: request.headers, body: request.body, isStream: outgoing.isStream },
        timeouts,
        signal,
        (failure, status) => lease.release(outcomeOf(failure, status)),
      )
      refuseFailure(reply)
      return {
        status: reply.status,
        headers: reply.headers,
        pieces: reply.pieces,
        bytes: reply.bytes,
        model: route.model,
        attempts: attemptsBefore + attempts,
      }
    } catch (error) {
      tried = new Set([...tried, lease.member])
      if (attempts >= attemptsMax || !mayGoElsewhere(error)) throw error
      if (isSlow(error) && tried.size >= route.pool.members.length) throw error
    }
  }
}

const none: ReadonlySet<Member> = new Set()

/** A backend that is slow once is slow twice: only another one may do better. */
const isSlow = (error: unknown): boolean =>
  error instanceof RuntimeError && error.code === 'timed-out'

function requestOf({ model, apiKey }: Route, outgoing: Outgoing) {
  return {
    path: pathOf(model.engine, outgoing.task),
    headers: {
      'content-type': 'application/json',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      ...outgoing.headers,
    },
    body: outgoing.bodyFor(model),
  }
}

function outcomeOf(failure: RuntimeError | undefined, status: number): Outcome {
  if (failure === undefined) return status > 500 ? 'failed' : 'answered'
  return failure.code === 'cancelled' ? 'neutral' : 'failed'
}

function refuseFailure({ status, bytes, headers }: UpstreamReply): void {
  if (status >= 200 && status < 300) return
  const said = saidIn(bytes)
  const detail = { upstreamStatus: status, ...said.detail }
  if (status === 429) {
    const seconds = Number(headers['retry-after'] ?? 1)
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : 1000
    throw new RuntimeError('overloaded', 'The model is busy; try again soon.', {
      isRetryable: true,
      detail: { ...detail, retryAfterMs },
    })
  }
  if ([400, 413, 415, 422, 424].includes(status)) {
    throw new RuntimeError('invalid-request', said.message, { detail: { ...detail, status } })
  }
  throw new RuntimeError('upstream-failed', `The model failed with status ${status}.`, {
    isRetryable: status >= 500,
    detail,
  })
}

type Said = {
  readonly message: string
  readonly detail: { readonly [name: string]: string }
}

/** The words of a refusal, in any of the shapes that engines give it. */
function saidIn(bytes: Buffer): Said {
  const value = parsed(bytes)
  const error = isObject(value) && isObject(value['error']) ? value['error'] : value
  if (!isObject(error)) return { message: 'The model refused the request.', detail: {} }
  const message = [error['message'], error['error'], error['detail']].find(
    (text) => typeof text === 'string',
  )
  const detail = Object.fromEntries(
    ['type', 'param', 'code'].flatMap((name): [string, string][] => {
      const text = error[name]
      return typeof text === 'string' ? [[name, text]] : []
    }),
  )
  return {
    message: typeof message === 'string' ? message : 'The model refused the request.',
    detail,
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null

function startChecks(routes: readonly Route[], healthMs: number): NodeJS.Timeout | undefined {
  if (healthMs === 0) return undefined
  const check = (): void => {
    for (const route of routes)
      for (const member of route.pool.members) void checkOne(route, member)
  }
  return setInterval(check, healthMs).unref()
}

const checkMs = 3000

async function checkOne({ model, apiKey }: Route, member: Member): Promise<void> {
  try {
    const { statusCode, body } = await member.connections.request({
      method: 'GET',
      path: `${member.address.prefix}${healthPathOf(model.engine)}`,
      headersTimeout: checkMs,
      bodyTimeout: checkMs,
      ...(apiKey === undefined ? {} : { headers: { authorization: `Bearer ${apiKey}` } }),
    })
    await body.dump()
    member.breaker.checked(statusCode < 500, Date.now())
  } catch {
    member.breaker.checked(false, Date.now())
  }
}
