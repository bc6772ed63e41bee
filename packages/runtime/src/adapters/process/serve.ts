// The child's end: answers calls and streams until its parent is gone, however that went.

import { RuntimeError } from '../../error.js'
import { requestMessage, type Failure, type ReplyMessage } from './messages.js'

export type Calls = {
  readonly [method: string]: (input: unknown, signal: AbortSignal) => Promise<unknown>
}
type Streams = {
  readonly [method: string]: (input: unknown, signal: AbortSignal) => AsyncIterable<unknown>
}

export type Service = {
  readonly calls?: Calls
  readonly streams?: Streams
  /** Called when the parent asks for an orderly end or is gone; the process ends after it. */
  readonly close?: () => Promise<void>
}

const endWithinMs = 30_000

type Running = { readonly abort: AbortController; readonly values?: AsyncIterator<unknown> }

/** Makes the service with what a child was started for, and answers for it. Call it once, at the end of the module. */
export async function serve(make: () => Promise<Service>): Promise<void> {
  const service = await make().catch((error: unknown) => {
    send({ kind: 'unready', failure: failureOf(error) })
    return undefined
  })
  if (service === undefined) return
  const running = new Map<number, Running>()
  process.on('message', (message: unknown) => void answer(service, running, message))
  const end = async (): Promise<void> => {
    for (const { abort } of running.values()) abort.abort()
    // An engine that hangs must not outlive its parent.
    setTimeout(() => process.exit(1), endWithinMs)
    await service.close?.()
    process.exit(0)
  }
  process.once('disconnect', () => void end())
  // A terminal and systemd send them to the whole group: the parent still needs its children, and says when they end.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
  send({ kind: 'ready' })
  // Whoever went away while the service was being made sends no more `disconnect`.
  if (!process.connected) void end()
}

async function answer(
  service: Service,
  running: Map<number, Running>,
  message: unknown,
): Promise<void> {
  const request = requestMessage.parse(message)
  const { id } = request
  if (request.kind === 'cancel') {
    running.get(id)?.abort.abort()
    await running.get(id)?.values?.return?.(undefined)
    running.delete(id)
    return
  }
  try {
    await begin(service, running, request)
  } catch (error) {
    running.delete(id)
    send({ kind: 'failed', id, failure: failureOf(error) })
  }
}

type Beginning = Exclude<ReturnType<typeof requestMessage.parse>, { readonly kind: 'cancel' }>

async function begin(
  { calls, streams }: Service,
  running: Map<number, Running>,
  request: Beginning,
): Promise<void> {
  const { id } = request
  if (request.kind === 'next') return pull(running, id)
  const abort = new AbortController()
  if (request.kind === 'stream') {
    const values = streams?.[request.method]?.(request.input, abort.signal)
    if (values === undefined) throw unknownMethod(request.method)
    running.set(id, { abort, values: values[Symbol.asyncIterator]() })
    return
  }
  const call = calls?.[request.method]
  if (call === undefined) throw unknownMethod(request.method)
  running.set(id, { abort })
  const value = await call(request.input, abort.signal)
  running.delete(id)
  send({ kind: 'value', id, value })
}

async function pull(running: Map<number, Running>, id: number): Promise<void> {
  const step = await running.get(id)?.values?.next()
  if (step === undefined || step.done === true) {
    running.delete(id)
    send({ kind: 'end', id })
    return
  }
  send({ kind: 'value', id, value: step.value })
}

const unknownMethod = (method: string): RuntimeError =>
  new RuntimeError('invalid-request', `a child has no method ${method}`)

function send(message: ReplyMessage): void {
  if (process.connected) process.send?.(message, () => undefined)
}

function failureOf(error: unknown): Failure {
  if (error instanceof RuntimeError) {
    const { code, message, isRetryable, detail } = error
    return { code, message, isRetryable, detail }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'unavailable', message, isRetryable: false, detail: {} }
}
