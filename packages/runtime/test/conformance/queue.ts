// What the queue has to do on any records: each order is carried out, by one at a time, in spite of everything.

import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, assert, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { RuntimeError } from '../../src/error.js'
import { makeId } from '../../src/identifier.js'
import { claim, complete, enqueue, heartbeat, type JobKey } from '../../src/jobs/queue.js'
import {
  startWorker,
  type JobHandler,
  type Worker,
  type WorkerOptions,
} from '../../src/jobs/worker.js'
import type { OpenRecords } from './records.js'

type Check = (open: OpenRecords) => Promise<void>

/** Every check has a kind of its own: workers see no others. */
const makeJob = (kind: string = makeId(), tenantId: string = makeId()): JobKey => ({
  tenantId,
  kind,
  subject: makeId(),
})

const count = z.object({ count: z.number() })

async function ordersOf({ records }: OpenRecords, kind: string): Promise<number> {
  const sql = 'SELECT count(*) AS count FROM jobs WHERE kind = $1'
  const [row] = await records.query(count, sql, [kind])
  return row?.count ?? 0
}

const untilNone = (open: OpenRecords, kind: string): Promise<void> =>
  vi.waitFor(
    async () => {
      assert((await ordersOf(open, kind)) === 0, 'orders are left')
    },
    { timeout: 20_000, interval: 20 },
  )

type Options = Partial<Omit<WorkerOptions, 'handlers'>>

function start(
  { records }: OpenRecords,
  kind: string,
  handler: Partial<JobHandler>,
  options: Options = {},
): Promise<Worker> {
  const idle: JobHandler = { run: () => Promise.resolve(), giveUp: () => Promise.resolve() }
  return startWorker({
    records,
    handlers: { [kind]: { ...idle, ...handler } },
    name: makeId(),
    concurrency: 2,
    isAlone: false,
    pauseMsFirst: 20,
    leaseMs: 30_000,
    ...options,
  })
}

export const queueChecks: { readonly [behaviour: string]: Check } = {
  'carries out each order once': async (open) => {
    const kind = makeId()
    const jobs = Array.from({ length: 20 }, () => makeJob(kind))
    for (const job of jobs) await enqueue(open.records, job)
    const done: string[] = []
    const run: JobHandler['run'] = ({ subject }) => {
      done.push(subject)
      return Promise.resolve()
    }
    const workers = [await start(open, kind, { run }), await start(open, kind, { run })]
    await untilNone(open, kind)
    expect(done.toSorted()).toEqual(jobs.map(({ subject }) => subject).toSorted())
    await Promise.all(workers.map((worker) => worker.close()))
  },
  'begins an order at once when it is woken': async (open) => {
    const job = makeJob()
    const begun = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const worker = await start(open, job.kind, { run: begun })
    await pause(200)
    await enqueue(open.records, job)
    worker.wake()
    await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce(), { timeout: 2000, interval: 5 })
    await worker.close()
  },
  'takes no order from a transaction that was not kept': async (open) => {
    const job = makeJob()
    const work = open.records.transaction(async (session) => {
      await enqueue(session, job)
      throw new RuntimeError('forbidden', 'no')
    })
    await expect(work).rejects.toMatchObject({ code: 'forbidden' })
    expect(await ordersOf(open, job.kind)).toBe(0)
  },
  'takes the same order twice as one': async (open) => {
    const job = makeJob()
    await enqueue(open.records, job)
    await enqueue(open.records, job)
    expect(await ordersOf(open, job.kind)).toBe(1)
  },
  'runs once more what is ordered again while it runs': async (open) => {
    const job = makeJob()
    const run = vi.fn<() => Promise<void>>(async () => {
      if (run.mock.calls.length === 1) await enqueue(open.records, job)
    })
    await enqueue(open.records, job)
    const worker = await start(open, job.kind, { run })
    await untilNone(open, job.kind)
    expect(run).toHaveBeenCalledTimes(2)
    await worker.close()
  },
  'tries again what failed, with pauses, and gives up in the end': async (open) => {
    const job = makeJob()
    const failure = new RuntimeError('unavailable', 'not now', { isRetryable: true })
    const times: number[] = []
    const giveUp = vi.fn<JobHandler['giveUp']>(() => Promise.resolve())
    const run = (): Promise<void> => {
      times.push(Date.now())
      return Promise.reject(failure)
    }
    await enqueue(open.records, job)
    const worker = await start(
      open,
      job.kind,
      { run, giveUp },
      { attemptsMax: 4, pauseMsFirst: 50 },
    )
    await untilNone(open, job.kind)
    expect(giveUp).toHaveBeenCalledOnce()
    expect(giveUp.mock.lastCall?.[1]).toBe(failure)
    expect(times).toHaveLength(4)
    const [first = 0, second = 0, , fourth = 0] = times
    expect(second - first).toBeGreaterThan(35)
    expect(fourth - first).toBeGreaterThan(35 + 70 + 140)
    await worker.close()
  },
  'has more patience with what is away than with what fails by itself': async (open) => {
    const attemptsUntil = async (failure: Error): Promise<number> => {
      const job = makeJob()
      const run = vi.fn<() => Promise<void>>(() => Promise.reject(failure))
      await enqueue(open.records, job)
      const worker = await start(open, job.kind, { run }, { pauseMsFirst: 1, pauseMsMax: 2 })
      await untilNone(open, job.kind)
      await worker.close()
      return run.mock.calls.length
    }
    const isRetryable = true
    const away = new RuntimeError('unavailable', 'the model is loading', { isRetryable })
    expect(await attemptsUntil(away)).toBe(10)
    const broken = new RuntimeError('upstream-failed', 'no vector', { isRetryable })
    expect(await attemptsUntil(broken)).toBe(5)
  },
  'does not try again what cannot succeed': async (open) => {
    const job = makeJob()
    const failure = new RuntimeError('unreadable-document', 'encrypted')
    const run = vi.fn<() => Promise<void>>(() => Promise.reject(failure))
    const giveUp = vi.fn<JobHandler['giveUp']>(() => Promise.resolve())
    await enqueue(open.records, job)
    const worker = await start(open, job.kind, { run, giveUp })
    await untilNone(open, job.kind)
    expect(run).toHaveBeenCalledOnce()
    expect(giveUp).toHaveBeenCalledOnce()
    await worker.close()
  },
  'gives up nothing that was ordered again while the last attempt failed': async (open) => {
    const job = makeJob()
    const giveUp = vi.fn<JobHandler['giveUp']>(() => Promise.resolve())
    const run = vi.fn<() => Promise<void>>(async () => {
      if (run.mock.calls.length > 1) return
      await enqueue(open.records, job)
      throw new RuntimeError('unreadable-document', 'encrypted')
    })
    await enqueue(open.records, job)
    const worker = await start(open, job.kind, { run, giveUp })
    await untilNone(open, job.kind)
    expect(run).toHaveBeenCalledTimes(2)
    expect(giveUp).not.toHaveBeenCalled()
    await worker.close()
  },
  'counts no failure of before against what was ordered again': async (open) => {
    const job = makeJob()
    const giveUp = vi.fn<JobHandler['giveUp']>(() => Promise.resolve())
    const run = vi.fn<() => Promise<void>>(async () => {
      const { length } = run.mock.calls
      if (length === 2) await enqueue(open.records, job)
      if (length < 4) throw new RuntimeError('unavailable', 'not now', { isRetryable: true })
    })
    await enqueue(open.records, job)
    const worker = await start(open, job.kind, { run, giveUp }, { attemptsMax: 3 })
    await untilNone(open, job.kind)
    expect(run).toHaveBeenCalledTimes(4)
    expect(giveUp).not.toHaveBeenCalled()
    await worker.close()
  },
  'tries what is owed for as long as it takes': async (open) => {
    const job = makeJob()
    const giveUp = vi.fn<JobHandler['giveUp']>(() => Promise.resolve())
    const run = vi.fn<() => Promise<void>>(async () => {
      if (run.mock.calls.length < 4) throw new RuntimeError('unavailable', 'not now')
    })
    await enqueue(open.records, job)
    const isOwed = (): Promise<boolean> => Promise.resolve(true)
    const worker = await start(open, job.kind, { run, giveUp, isOwed }, { attemptsMax: 2 })
    await untilNone(open, job.kind)
    expect(run).toHaveBeenCalledTimes(4)
    expect(giveUp).not.toHaveBeenCalled()
    await worker.close()
  },
  'puts back what runs when it is closed, and another goes on': async (open) => {
    const job = makeJob()
    await enqueue(open.records, job)
    const begun = vi.fn<() => void>()
    const first = await start(open, job.kind, {
      run: async (_, signal) => {
        begun()
        await pause(60_000, undefined, { signal })
      },
    })
    await vi.waitFor(() => expect(begun).toHaveBeenCalledOnce(), { timeout: 5000 })
    await first.close()
    const run = vi.fn<JobHandler['run']>(() => Promise.resolve())
    const second = await start(open, job.kind, { run })
    await untilNone(open, job.kind)
    expect(run.mock.lastCall?.[0]).toMatchObject({ attempts: 0, starts: 1 })
    await second.close()
  },
  'gives an order to another when its lease ends, and nothing back to who lost it': async (
    open,
  ) => {
    const job = makeJob()
    const { records } = open
    await enqueue(records, job)
    const dead = await claim(records, [job.kind], job.tenantId, 'dead', 150)
    assert(dead !== undefined)
    expect(await claim(records, [job.kind], job.tenantId, 'early', 150)).toBeUndefined()
    await pause(200)
    const heir = await claim(records, [job.kind], job.tenantId, 'heir', 30_000)
    assert(heir !== undefined)
    expect(await heartbeat(records, dead, 30_000)).toBe(false)
    await complete(records, dead)
    expect(await ordersOf(open, job.kind)).toBe(1)
    await complete(records, heir)
    expect(await ordersOf(open, job.kind)).toBe(0)
  },
  'keeps an order for as long as its work takes': async (open) => {
    const job = makeJob()
    await enqueue(open.records, job)
    const run = vi.fn<() => Promise<void>>(() => pause(900))
    const options = { leaseMs: 300, idleMsMax: 50 }
    const workers = [
      await start(open, job.kind, { run }, options),
      await start(open, job.kind, { run }, options),
    ]
    await untilNone(open, job.kind)
    expect(run).toHaveBeenCalledOnce()
    await Promise.all(workers.map((worker) => worker.close()))
  },
  'tells a worker that it lost its order': async (open) => {
    const job = makeJob()
    await enqueue(open.records, job)
    const ended = vi.fn<() => void>()
    const run: JobHandler['run'] = async (_, signal) => {
      await open.records.execute('UPDATE jobs SET owner = $2 WHERE kind = $1', [job.kind, 'thief'])
      await pause(60_000, undefined, { signal }).finally(ended)
    }
    const worker = await start(open, job.kind, { run }, { leaseMs: 300 })
    await vi.waitFor(() => expect(ended).toHaveBeenCalledOnce(), { timeout: 5000 })
    await worker.close()
    expect(await ordersOf(open, job.kind)).toBe(1)
  },
  'lets no tenant wait for the 500 orders of another': async (open) => {
    const kind = makeId()
    const [large, small] = [makeId(), makeId()]
    await open.records.transaction(async (session) => {
      for (let n = 0; n < 500; n += 1) await enqueue(session, makeJob(kind, large))
    })
    await enqueue(open.records, makeJob(kind, small))
    const order: string[] = []
    const run: JobHandler['run'] = ({ tenantId }) => {
      order.push(tenantId)
      return Promise.resolve()
    }
    const worker = await start(open, kind, { run }, { concurrency: 1 })
    await vi.waitFor(() => expect(order).toContain(small), { timeout: 10_000, interval: 5 })
    expect(order.indexOf(small)).toBeLessThan(2)
    await worker.close()
  },
  'ends what it did although the records crash meanwhile': async (open) => {
    const job = makeJob()
    await enqueue(open.records, job)
    const run = vi.fn<() => Promise<void>>(() => open.crash())
    const worker = await start(open, job.kind, { run })
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce(), { timeout: 20_000 })
    await vi.waitFor(() => untilNone(open, job.kind), { timeout: 20_000 })
    expect(run).toHaveBeenCalledOnce()
    await worker.close()
  },
}

/** One engine serves all checks: each has a kind of its own. */
export function describeQueue(name: string, make: () => Promise<OpenRecords>): void {
  describe(`the queue on ${name}`, () => {
    let open: OpenRecords
    beforeAll(async () => {
      open = await make()
    }, 120_000)
    afterAll(() => open.close())

    it.each(Object.entries(queueChecks))(
      '%s',
      (_, assertBehaviour) => assertBehaviour(open),
      60_000,
    )
  })
}
