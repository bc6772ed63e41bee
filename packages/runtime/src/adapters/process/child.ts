// The parent's end: starts a module as a process of its own and speaks with it.

import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { RuntimeError, isRuntimeErrorCode } from '../../error.js'
import { replyMessage, type Failure, type ReplyMessage, type RequestMessage } from './messages.js'

export type ChildOptions = {
  /** For messages: `parser`, `index` … */
  readonly name: string
  /** The module that calls `serve`, by `new URL('./main.js', import.meta.url)`. */
  readonly module: URL
  readonly arguments?: readonly string[]
  /** Beside what every process needs; nothing of our own environment is passed on, so no secret is. */
  readonly environment?: { readonly [name: string]: string }
  /** Of JavaScript's heap. */
  readonly heapMebibytesMax?: number
  /** How long it may take until it serves. */
  readonly startWithinMs?: number
}

export type Child = {
  readonly pid: number
  /** One question, one answer. Rejects with what the child threw, or `unavailable` when it ends first. */
  call<Value>(
    schema: z.ZodType<Value>,
    method: string,
    input: unknown,
    signal?: AbortSignal,
  ): Promise<Value>
  /** One question, many answers, each made when it is asked for; leaving the loop cancels the rest. */
  stream<Value>(
    schema: z.ZodType<Value>,
    method: string,
    input: unknown,
    signal?: AbortSignal,
  ): AsyncGenerator<Value>
  /** Settles when the process has ended, with what ended it. */
  readonly ended: Promise<string>
  /** Ends it in order; kills it when that takes longer. */
  close(withinMs?: number): Promise<void>
  /** Ends it at once. */
  kill(): void
}

type Waiting = {
  readonly resolve: (reply: ReplyMessage) => void
  readonly reject: (error: RuntimeError) => void
}

const passedOn = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'LC_ALL', 'NODE_EXTRA_CA_CERTS']

/** Starts the module and waits until it serves. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const process = forkModule(options)
  const waiting = new Map<number, Waiting>()
  const ended = new Promise<string>((resolve) => {
    process.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
    process.once('error', (error) => resolve(error.message))
  })
  const refuseAll = async (): Promise<void> => {
    const error = gone(options.name, await ended)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  void refuseAll()
  await untilReady(process, options, ended)
  process.on('message', (message: unknown) => {
    const reply = replyMessage.parse(message)
    if (!('id' in reply)) return
    waiting.get(reply.id)?.resolve(reply)
    waiting.delete(reply.id)
  })
  return makeChild(process, options.name, waiting, ended)
}

/** Sources run in tests; a process runs what `tsc -b` made of them. */
function moduleFile(module: URL): string {
  return fileURLToPath(module).replace(/\/src\/(.*)\.[jt]s$/, '/dist/$1.js')
}

function forkModule(options: ChildOptions): ChildProcess {
  const inherited = passedOn.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] satisfies [string, string]]
  })
  const heap = options.heapMebibytesMax
  return fork(moduleFile(options.module), options.arguments ?? [], {
    env: { ...Object.fromEntries(inherited), ...options.environment },
    execArgv: heap === undefined ? [] : [`--max-old-space-size=${heap}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

async function untilReady(
  process: ChildProcess,
  { name, startWithinMs = 60_000 }: ChildOptions,
  ended: Promise<string>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      process.kill('SIGKILL')
      reject(new RuntimeError('timed-out', `${name} did not start within ${startWithinMs} ms`))
    }, startWithinMs)
  })
  const first = new Promise<ReplyMessage>((resolve) => {
    process.once('message', (message: unknown) => resolve(replyMessage.parse(message)))
  })
  const early = ended.then((why) => Promise.reject(gone(name, why)))
  try {
    const reply = await Promise.race([first, early, late])
    if (reply.kind === 'unready') {
      process.kill('SIGKILL')
      throw errorOf(reply.failure)
    }
  } finally {
    clearTimeout(timer)
  }
}

function makeChild(
  process: ChildProcess,
  name: string,
  waiting: Map<number, Waiting>,
  ended: Promise<string>,
): Child {
  let nextId = 1
  const post = (message: RequestMessage): void => {
    if (process.connected) process.send(message, () => undefined)
  }
  const ask = (id: number, message: RequestMessage, signal?: AbortSignal): Promise<ReplyMessage> =>
    new Promise((resolve, reject) => {
      if (!process.connected) {
        reject(gone(name, 'it has ended'))
        return
      }
      const cancel = (): void => {
        waiting.delete(id)
        post({ kind: 'cancel', id })
        reject(new RuntimeError('cancelled', `a call of ${name} was cancelled`))
      }
      if (signal?.aborted === true) {
        cancel()
        return
      }
      signal?.addEventListener('abort', cancel, { once: true })
      const done = (): void => signal?.removeEventListener('abort', cancel)
      waiting.set(id, {
        resolve: (reply) => {
          done()
          if (reply.kind === 'failed') reject(errorOf(reply.failure))
          else resolve(reply)
        },
        reject: (error) => {
          done()
          reject(error)
        },
      })
      post(message)
    })

  return {
    pid: process.pid ?? 0,
    ended,
    async call(schema, method, input, signal) {
      const id = nextId++
      const reply = await ask(id, { kind: 'call', id, method, input }, signal)
      return schema.parse(reply.kind === 'value' ? reply.value : undefined)
    },
    async *stream(schema, method, input, signal) {
      const id = nextId++
      post({ kind: 'stream', id, method, input })
      let isDone = false
      try {
        for (;;) {
          const reply = await ask(id, { kind: 'next', id }, signal)
          isDone = reply.kind !== 'value'
          if (reply.kind !== 'value') return
          yield schema.parse(reply.value)
        }
      } finally {
        if (!isDone) post({ kind: 'cancel', id })
      }
    },
    async close(withinMs = 10_000) {
      if (process.connected) process.disconnect()
      const timer = setTimeout(() => process.kill('SIGKILL'), withinMs)
      await ended
      clearTimeout(timer)
    },
    kill: () => void process.kill('SIGKILL'),
  }
}

const gone = (name: string, why: string): RuntimeError =>
  new RuntimeError('unavailable', `the process ${name} has ended (${why})`, { isRetryable: true })

function errorOf({ code, message, isRetryable, detail }: Failure): RuntimeError {
  return new RuntimeError(isRuntimeErrorCode(code) ? code : 'unavailable', message, {
    isRetryable,
    detail,
  })
}
