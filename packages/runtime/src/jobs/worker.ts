// Does the work of the queue: a few jobs at once, each tenant in its turn, until it is closed.

import { setTimeout as pause } from 'node:timers/promises'
import { RuntimeError } from '../error.js'
import type { Records } from '../ports/records.js'
import {
  beginAnew,
  claim,
  complete,
  heartbeat,
  listWaitingTenants,
  nextDueMs,
  postpone,
  putBack,
  putBackAll,
  type ClaimedJob,
} from './queue.js'

export type JobHandler = {
  /**
   * Does the work; must bear being called again after it was cut off anywhere. A RuntimeError that is not retryable
   * ends the job; whatever else it throws is tried again. The signal ends it when the worker closes or lost the job.
   */
  run(job: ClaimedJob, signal: AbortSignal): Promise<void>
  /** Called when nobody will try again. */
  giveUp(job: ClaimedJob, failure: unknown): Promise<void>
  /** True for work that is owed however often it failed: it is tried again for as long as it takes. */
  isOwed?(job: ClaimedJob): Promise<boolean>
}

export type WorkerOptions = {
  readonly records: Records
  readonly handlers: { readonly [kind: string]: JobHandler }
  /** Names this process among others on the same records. */
  readonly name: string
  /** Jobs at once. */
  readonly concurrency: number
  /** True on a data directory: what anybody still holds at the start is held by the dead. */
  readonly isAlone: boolean
  readonly leaseMs?: number
  readonly attemptsMax?: number
  /** The same where something else is away, such as a server that starts again: about a quarter of an hour. */
  readonly attemptsMaxAway?: number
  readonly pauseMsFirst?: number
  readonly pauseMsMax?: number
  /** How long it sleeps at most when nobody wakes it: others may have added work. */
  readonly idleMsMax?: number
  /** Told of what the queue itself could not do; it goes on. */
  readonly onTrouble?: (error: unknown) => void
}

export type Worker = {
  /** Says that there is work: call it after the transaction that enqueued. */
  wake(): void
  /** Puts back what runs and ends. */
  close(): Promise<void>
}

/** A job that is begun this often, and neither ends nor fails, takes the process with it: somebody must look. */
const startsMax = 100

export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { records, handlers, concurrency, leaseMs = 60_000, attemptsMax = 5 } = options
  const { attemptsMaxAway = options.attemptsMax ?? 10 } = options
  const { pauseMsFirst = 2000, pauseMsMax = 600_000, idleMsMax = 30_000 } = options
  const { onTrouble = () => undefined } = options
  const kinds = Object.keys(handlers)
  const closing = new AbortController()
  const bell = makeBell()
  const running = new Set<Promise<void>>()
  const rotation = makeRotation()
  if (options.isAlone) await putBackAll(records)

  async function take(): Promise<ClaimedJob | undefined> {
    for (const { tenantId } of rotation.order(await listWaitingTenants(records, kinds))) {
      const job = await claim(records, kinds, tenantId, options.name, leaseMs)
      if (job === undefined) continue
      rotation.served(tenantId)
      return job
    }
    return undefined
  }

  async function work(job: ClaimedJob): Promise<void> {
    const handler = handlers[job.kind]
    if (handler === undefined) return
    const lost = new AbortController()
    const signal = AbortSignal.any([closing.signal, lost.signal])
    const beating = setInterval(() => {
      void beat(job, lost)
    }, leaseMs / 3)
    const { failure } = await attempt(handler, job, signal)
    // Losing the job, like closing, shows as a failure: what the handler says then is not what happened.
    if (lost.signal.aborted) return
    const end = (): Promise<void> => settle(handler, job, failure)
    await insist(end, leaseMs).finally(() => clearInterval(beating))
  }

  async function beat(job: ClaimedJob, lost: AbortController): Promise<void> {
    try {
      if (!(await heartbeat(records, job, leaseMs))) lost.abort()
    } catch (error) {
      onTrouble(error)
    }
  }

  async function settle(handler: JobHandler, job: ClaimedJob, failure: unknown): Promise<void> {
    if (failure === undefined) return complete(records, job)
    if (closing.signal.aborted) return putBack(records, job)
    if (isFinal(failure, job) && (await handler.isOwed?.(job)) !== true) {
      if (await beginAnew(records, job)) return
      await handler.giveUp(job, failure)
      return complete(records, job)
    }
    const pauseMs = Math.min(pauseMsFirst * 2 ** job.attempts, pauseMsMax)
    await postpone(records, job, messageOf(failure), pauseMs * (0.75 + Math.random() / 2))
  }

  const isFinal = (error: unknown, job: ClaimedJob): boolean =>
    (error instanceof RuntimeError && !error.isRetryable) ||
    job.attempts + 1 >= (isAway(error) ? attemptsMaxAway : attemptsMax)

  /** Begins what may begin; answers with how long there is nothing more to begin. */
  async function fill(): Promise<number> {
    while (running.size < concurrency && !closing.signal.aborted) {
      const job = await take()
      if (job === undefined)
        return Math.min((await nextDueMs(records, kinds)) ?? idleMsMax, idleMsMax)
      const done = work(job)
        .catch(onTrouble)
        .finally(() => {
          running.delete(done)
          bell.ring()
        })
      running.add(done)
    }
    return idleMsMax
  }

  async function loop(): Promise<void> {
    while (!closing.signal.aborted) {
      const waitMs = await fill().catch((error: unknown) => {
        onTrouble(error)
        return troubleMs
      })
      // A little later than the moment itself, so that clocks that differ by a millisecond do not make it spin.
      await bell.wait(waitMs + 20)
    }
    await Promise.all(running)
  }
  const ended = loop()

  return {
    wake: () => bell.ring(),
    async close() {
      closing.abort()
      bell.ring()
      await ended
    },
  }
}

const away: readonly unknown[] = ['unavailable', 'overloaded', 'timed-out']

const isAway = (error: unknown): boolean =>
  error instanceof RuntimeError && away.includes(error.code)

/** What the handler threw, or nothing. */
async function attempt(
  handler: JobHandler,
  job: ClaimedJob,
  signal: AbortSignal,
): Promise<{ readonly failure?: unknown }> {
  if (job.starts > startsMax) return { failure: diedOfIt }
  try {
    await handler.run(job, signal)
    return {}
  } catch (failure) {
    return { failure: failure ?? 'unknown' }
  }
}

const diedOfIt = new RuntimeError('unreadable-document', 'the process ended whenever it was begun')

/** Records that are being started again must not make finished work look unfinished. */
async function insist<Result>(act: () => Promise<Result>, forMs: number): Promise<Result> {
  for (const endMs = Date.now() + forMs; ;) {
    try {
      return await act()
    } catch (error) {
      const isWorthIt = error instanceof RuntimeError && error.isRetryable
      if (!isWorthIt || Date.now() > endMs) throw error
      await pause(troubleMs)
    }
  }
}

/** While the records cannot be reached. */
const troubleMs = 500

/** Tenants that were served longest ago come first, and before that those for whom the least runs. */
function makeRotation() {
  const last = new Map<string, number>()
  let turn = 0
  return {
    order: <Tenant extends { readonly tenantId: string; readonly running: number }>(
      tenants: readonly Tenant[],
    ): readonly Tenant[] =>
      tenants.toSorted(
        (one, other) =>
          one.running - other.running ||
          (last.get(one.tenantId) ?? 0) - (last.get(other.tenantId) ?? 0),
      ),
    served(tenantId: string): void {
      turn += 1
      last.delete(tenantId)
      last.set(tenantId, turn)
      const [oldest] = last.keys()
      if (last.size > tenantsRemembered && oldest !== undefined) last.delete(oldest)
    },
  }
}

const tenantsRemembered = 10_000

/** Rings that nobody waits for are heard by the next who waits: no order is slept over. */
function makeBell() {
  let isRung = false
  let wakeUp: (() => void) | undefined
  return {
    ring(): void {
      isRung = true
      wakeUp?.()
    },
    async wait(maxMs: number): Promise<void> {
      const timer = new AbortController()
      if (!isRung) {
        const rung = new Promise<void>((resolve) => (wakeUp = resolve))
        const late = pause(maxMs, undefined, { signal: timer.signal }).catch(() => undefined)
        await Promise.race([rung, late])
      }
      timer.abort()
      isRung = false
      wakeUp = undefined
    },
  }
}

/** For people who look at the table; nothing of a document stands in it. */
const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 1000)
