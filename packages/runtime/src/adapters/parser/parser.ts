// The parser on one machine: processes that read one file at a time, and that a hostile file takes down alone.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { RuntimeError } from '../../error.js'
import type { PageDrawer, PageSizes, ParsedPages, Parser } from '../../ports/parser.js'
import { startChild, type Child } from '../process/child.js'
import { parseFailure } from './failure.js'

type ParserOptions = {
  /** Files that are read at the same time. */
  readonly processes?: number
  /** Of one process: what it holds of the machine, and of that the part for JavaScript's values. */
  readonly memoryMebibytesMax?: number
  /** Of a file, and of everything that comes out of it when it is an archive. */
  readonly sizeBytesMax?: number
  /** Of one step: some pages, or the whole of a format without pages. */
  readonly stepWithinMs?: number
  readonly wholeWithinMs?: number
}

const defaults = {
  processes: 1,
  memoryMebibytesMax: 1024,
  sizeBytesMax: 512 << 20,
  stepWithinMs: 120_000,
  // A scanned book of a thousand pages takes about an hour.
  wholeWithinMs: 2 * 60 * 60_000,
} satisfies Required<ParserOptions>

/** Two pages of dense text: what no element should be longer than. */
const charactersMax = 20_000
const heapShare = 1 / 2
/** A process that has become this large is not kept: WebAssembly gives no memory back. */
const keptShare = 1 / 2
const watchEveryMs = 200
const closeWithinMs = 1000

const box = z.object({ left: z.number(), top: z.number(), right: z.number(), bottom: z.number() })
const kinds = [
  'title',
  'text',
  'list-item',
  'table',
  'code',
  'caption',
  'header',
  'footer',
] as const
const element = z.object({
  kind: z.enum(kinds),
  text: z.string(),
  level: z.number().exactOptional(),
  page: z.number().exactOptional(),
  box: box.exactOptional(),
  isRecognized: z.boolean().exactOptional(),
})
const parsedPages: z.ZodType<ParsedPages> = z.object({
  elements: z.array(element),
  progress: z.object({ done: z.number(), total: z.number() }),
  recognition: z.object({ pages: z.number(), failed: z.number() }).exactOptional(),
})

const pageSizes: z.ZodType<PageSizes> = z.array(z.object({ width: z.number(), height: z.number() }))
const picture = z.instanceof(Uint8Array)

/** Processes start with the first file. */
export function startParser(options: ParserOptions = {}): Parser & PageDrawer {
  const limits = { ...defaults, ...options }
  const processes = pool(limits)
  const ask = async function* <Value>(
    asked: Asked<Value>,
    signal: AbortSignal,
  ): AsyncGenerator<Value> {
    signal.throwIfAborted()
    const child = await processes.take(signal)
    let isSound = false
    try {
      yield* answersOf(child, asked, limits, signal)
      isSound = true
    } catch (error) {
      isSound = isRefusal(error)
      if (signal.aborted) throw new RuntimeError('cancelled', 'reading the file was cancelled')
      throw error
    } finally {
      await processes.giveBack(child, isSound)
    }
  }
  const { sizeBytesMax } = limits
  return {
    parse: (request, signal) => {
      const input = { ...request, sizeBytesMax, charactersMax }
      return ask({ schema: parsedPages, method: 'parse', input }, signal)
    },
    measure: (path, signal) =>
      only(ask({ schema: pageSizes, method: 'measure', input: { path } }, signal)),
    draw: (path, page, signal) =>
      only(ask({ schema: picture, method: 'draw', input: { path, page } }, signal)),
    close: () => processes.close(),
  }
}

type Asked<Value> = {
  readonly schema: z.ZodType<Value>
  readonly method: 'parse' | 'measure' | 'draw'
  readonly input: object
}

/** To its end, so that the process is kept. */
async function only<Value>(answers: AsyncIterable<Value>): Promise<Value> {
  const found: Value[] = []
  for await (const answer of answers) found.push(answer)
  const [first] = found
  assert(first !== undefined, 'there is one answer')
  return first
}

/** The process itself found, before it read much, that this is not for it. */
const refusals: readonly unknown[] = ['empty', 'encrypted', 'too-large', 'unsupported']

const isRefusal = (error: unknown): boolean =>
  error instanceof RuntimeError &&
  (error.code === 'not-found' || refusals.includes(error.detail['failure']))

type Limits = Required<ParserOptions>

/** Asks under the limits; whatever they find, the process is killed and the file gets the reason. */
async function* answersOf<Value>(
  child: Child,
  { schema, method, input }: Asked<Value>,
  limits: Limits,
  signal: AbortSignal,
): AsyncGenerator<Value> {
  const watch = watchOver(child, limits)
  const kill = (): void => child.kill()
  signal.addEventListener('abort', kill, { once: true })
  try {
    const answers = child.stream(schema, method, input)[Symbol.asyncIterator]()
    for (;;) {
      const step = await watch.during(answers.next())
      if (step.done === true) return
      yield step.value
    }
  } finally {
    signal.removeEventListener('abort', kill)
    watch.stop()
  }
}

type Watch = {
  /** The same, but with the reason when the process had to be killed or ended by itself. */
  during<Value>(step: Promise<Value>): Promise<Value>
  stop(): void
}

function watchOver(child: Child, limits: Limits): Watch {
  let failure: 'took-too-long' | 'out-of-memory' | undefined
  const stopped = new AbortController()
  const endWith = (reason: 'took-too-long' | 'out-of-memory') => (): void => {
    failure ??= reason
    child.kill()
  }
  const whole = setTimeout(endWith('took-too-long'), limits.wholeWithinMs)
  void watchMemory(child, limits, stopped.signal, endWith('out-of-memory'))
  return {
    async during(step) {
      const timer = setTimeout(endWith('took-too-long'), limits.stepWithinMs)
      try {
        return await step
      } catch (error) {
        if (failure !== undefined) throw parseFailure(failure)
        throw isGone(error) ? await errorOfEnd(child) : error
      } finally {
        clearTimeout(timer)
      }
    },
    stop() {
      clearTimeout(whole)
      stopped.abort()
    },
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof RuntimeError && error.code === 'unavailable'

/** JavaScript's heap ends a process so when it is full. */
const heapIsFull = /^(SIGABRT|SIGTRAP|exit code 13[34])$/
/** Somebody else ended it, as a service manager does with all processes: the file is not to blame. */
const wasStopped = /^(SIGKILL|SIGTERM|SIGINT|SIGHUP|exit code (0|null))$/

async function errorOfEnd(child: Child): Promise<RuntimeError> {
  const why = await child.ended
  if (heapIsFull.test(why)) return parseFailure('out-of-memory')
  if (!wasStopped.test(why)) return parseFailure('broken')
  const message = 'the process that read the file was stopped; it will be read again'
  return new RuntimeError('unavailable', message, { isRetryable: true })
}

async function watchMemory(
  child: Child,
  { memoryMebibytesMax }: Limits,
  stopped: AbortSignal,
  end: () => void,
): Promise<void> {
  while (!stopped.aborted) {
    if ((await residentMebibytes(child)) > memoryMebibytesMax) {
      end()
      return
    }
    await pause(watchEveryMs, undefined, { signal: stopped, ref: false }).catch(() => undefined)
  }
}

/** What the process holds of the machine; 0 where the system has no `/proc`: there only the heap has a limit. */
async function residentMebibytes(child: Child): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024
}

type Pool = {
  take(signal: AbortSignal): Promise<Child>
  giveBack(child: Child, isSound: boolean): Promise<void>
  close(): Promise<void>
}

function pool(limits: Limits): Pool {
  const idle: Child[] = []
  const busy = new Set<Child>()
  const waiting: (() => void)[] = []
  let free = limits.processes
  let isClosed = false

  const start = (): Promise<Child> =>
    startChild({
      name: 'parser',
      module: new URL('./main.js', import.meta.url),
      environment: { KORDOC_OFFLINE: '1' },
      heapMebibytesMax: Math.floor(limits.memoryMebibytesMax * heapShare),
    })
  const untilFree = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(go), 1)
        reject(new RuntimeError('cancelled', 'reading the file was cancelled'))
      }
      const go = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(go)
    })
  const release = (): void => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  const usable = async (): Promise<Child> => {
    for (let child = idle.pop(); child !== undefined; child = idle.pop()) {
      const hasEnded = await Promise.race([child.ended.then(() => true), pause(0, false)])
      if (!hasEnded) return child
    }
    return start()
  }
  return {
    async take(signal) {
      if (isClosed) throw new RuntimeError('unavailable', 'the parser is closed')
      if (free > 0) free -= 1
      else await untilFree(signal)
      try {
        const child = await usable()
        busy.add(child)
        return child
      } catch (error) {
        release()
        throw error
      }
    },
    async giveBack(child, isSound) {
      busy.delete(child)
      const isSmall = (await residentMebibytes(child)) < limits.memoryMebibytesMax * keptShare
      if (isSound && isSmall && !isClosed) idle.push(child)
      else {
        child.kill()
        await child.ended
      }
      release()
    },
    async close() {
      isClosed = true
      for (const child of busy) child.kill()
      await Promise.all([...busy].map((child) => child.ended))
      await Promise.all(idle.splice(0).map((child) => child.close(closeWithinMs)))
    },
  }
}
