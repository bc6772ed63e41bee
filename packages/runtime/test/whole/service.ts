// The service as its users have it: processes of their own on a data directory, asked over its port and its admin socket.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Agent, request, type Dispatcher } from 'undici'
import { z } from 'zod'
import { embeddedConfiguration, type Configuration } from '../../src/configuration.js'
import { RuntimeError } from '../../src/error.js'
import { isOpen, survivorsOf, treeOf } from './processes.js'

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url))

const told = z.union([
  z.object({ refusal: z.string(), isOwned: z.boolean() }),
  z.object({ url: z.string().optional(), adminLink: z.string().optional() }),
])

export type Answer = {
  readonly status: number
  readonly headers: { readonly [name: string]: string | string[] | undefined }
  readonly text: string
  /** Undefined when the reply is no JSON. */
  readonly json: unknown
}

export type Ask = {
  readonly method?: Dispatcher.HttpMethod
  readonly path: string
  readonly key?: string
  readonly headers?: { readonly [name: string]: string }
  readonly json?: unknown
  readonly body?: string | Buffer
  readonly file?: {
    readonly name: string
    readonly content: string | Buffer
    readonly mediaType?: string
  }
}

export type Service = {
  /** Empty where only the admin socket answers. */
  readonly url: string
  readonly port: number | undefined
  readonly pid: number
  readonly adminLink: string | undefined
  /** Over the port, as anybody. */
  ask(ask: Ask): Promise<Answer>
  /** Over the admin socket, as whoever runs the machine. */
  operate(ask: Ask): Promise<Answer>
  /** All of its processes. */
  processes(): readonly number[]
  /** What it wrote about itself. */
  log(): string
  /** Ends the whole group at once; throws when a process or the port outlives that. */
  kill(): Promise<void>
  /** Ends it in order. */
  stop(): Promise<void>
}

export type Start = {
  readonly data: string
  readonly configuration?: Partial<Configuration>
  readonly environment?: { readonly [name: string]: string }
  /** What stands before the program on the command line. */
  readonly before?: readonly string[]
}

/** Somebody else has the data, or it cannot start: what it says. */
class Refused extends Error {
  override readonly name = 'Refused'
}

type Starting = {
  readonly pid: number
  /** Rejects with `Refused` when it says why it does not start, and when it is killed meanwhile. */
  readonly started: Promise<Service>
  kill(): Promise<void>
}

export const startService = (start: Start): Promise<Service> => beginService(start).started

/** Begins to start it, so that it can be killed before it serves. */
export function beginService({
  data,
  configuration,
  environment = {},
  before = [],
}: Start): Starting {
  const [command, ...args] = [...before, process.execPath, main] as const
  const child = spawn(command, args, {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TMPDIR: process.env['TMPDIR'],
      LLMFLOW_DATA_DIRECTORY: data,
      LLMFLOW_PORT: '0',
      LLMFLOW_SERVICE_FILE: '-',
      ...environment,
    },
  })
  let log = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-100_000)
  })
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(JSON.stringify({ ...embeddedConfiguration, ...configuration }))
  const kill = (port?: number): Promise<void> => killGroup(child, port)
  const started = untilTold(child, () => log).then((first) =>
    serviceOf(child, data, first, () => log, kill),
  )
  started.catch(() => undefined)
  return { pid: child.pid ?? 0, started, kill }
}

async function untilTold(child: ChildProcess, log: () => string) {
  const exit = new AbortController()
  const first = once(child, 'message', { signal: exit.signal })
  child.once('exit', () => exit.abort())
  const message = await first.then(
    ([value]: unknown[]) => told.parse(value),
    () => {
      throw new Refused(`ended before it served: ${log()}`)
    },
  )
  if ('refusal' in message) throw new Refused(message.refusal)
  return message
}

function serviceOf(
  child: ChildProcess,
  data: string,
  {
    url = '',
    adminLink,
  }: { readonly url?: string | undefined; readonly adminLink?: string | undefined },
  log: () => string,
  kill: (port?: number) => Promise<void>,
): Service {
  const port = url === '' ? undefined : Number(new URL(url).port)
  const overPort = new Agent({ pipelining: 1 })
  const overSocket = new Agent({
    connect: { socketPath: join(realpathSync(join(data, 'sockets')), 'admin.sock') },
  })
  const pid = child.pid ?? 0
  const leave = async (): Promise<void> => {
    await Promise.all([overPort.destroy(), overSocket.destroy()])
  }
  return {
    url,
    port,
    pid,
    adminLink,
    ask: (ask) => send(overPort, url, ask).catch((error: unknown) => explain(child, log, error)),
    operate: (ask) => send(overSocket, 'http://localhost', ask),
    processes: () => treeOf(pid),
    log,
    kill: async () => {
      await kill(port)
      await leave()
    },
    stop: async () => {
      const ended = child.exitCode === null ? once(child, 'exit') : undefined
      child.kill('SIGTERM')
      await ended
      await leave()
    },
  }
}

/** A service that ended by itself said why. */
function explain({ exitCode }: ChildProcess, log: () => string, error: unknown): never {
  if (exitCode === null) throw error
  const message = `it ended with ${exitCode}: ${log().slice(-2000)}`
  throw new RuntimeError('unavailable', message, { cause: error })
}

async function send(dispatcher: Dispatcher, origin: string, ask: Ask): Promise<Answer> {
  const { method = 'GET', path, key, headers = {}, json, file } = ask
  const form = file === undefined ? undefined : formOf(file)
  const body = form?.body ?? (json === undefined ? ask.body : JSON.stringify(json))
  const reply = await request(`${origin}${path}`, {
    method,
    dispatcher,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(form === undefined ? {} : { 'content-type': form.mediaType }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  })
  const text = await reply.body.text()
  return { status: reply.statusCode, headers: reply.headers, text, json: jsonOf(text) }
}

const boundary = 'llmflow-whole-boundary'

function formOf({ name, content, mediaType = 'text/markdown' }: NonNullable<Ask['file']>) {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${mediaType}\r\n\r\n`
  const body = Buffer.concat([
    Buffer.from(head),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { body, mediaType: `multipart/form-data; boundary=${boundary}` }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Everything that the service runs, at once, as when the machine kills it; what is checked is that nothing is left. */
async function killGroup(child: ChildProcess, port: number | undefined): Promise<void> {
  const { pid } = child
  if (pid === undefined) return
  const tree = treeOf(pid)
  const ended =
    child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
  await ended
  await checkGone(tree, port)
}

/** Throws when one of the processes is alive, or somebody listens at the port. */
export async function checkGone(
  pids: readonly number[],
  port: number | undefined,
  withinMs?: number,
): Promise<void> {
  const survivors = await survivorsOf(pids, withinMs)
  if (survivors.length > 0) {
    throw new RuntimeError('unavailable', `processes outlive the kill: ${survivors.join(', ')}`)
  }
  if (port !== undefined && (await isOpen(port))) {
    throw new RuntimeError('unavailable', `port ${port} is still open after the kill`)
  }
}
