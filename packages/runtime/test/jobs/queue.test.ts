import { assert, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeId } from '../../src/identifier.js'
import { claim, enqueue } from '../../src/jobs/queue.js'
import { startWorker } from '../../src/jobs/worker.js'
import { describeQueue, queueChecks } from '../conformance/queue.js'
import { shareTestRecords, type TestRecords } from '../embedded-records.js'

const start = shareTestRecords()

describeQueue('PGlite', start)

describe('a queue of one process', () => {
  let embedded: TestRecords
  beforeAll(async () => {
    embedded = await start()
  }, 120_000)

  it('goes on at once with what a dead process held', async () => {
    const { records } = embedded
    const job = { tenantId: makeId(), kind: 'once', subject: makeId() }
    await enqueue(records, job)
    assert((await claim(records, ['once'], job.tenantId, 'dead', 3_600_000)) !== undefined)
    const run = vi.fn<() => Promise<void>>(() => Promise.resolve())
    const handlers = { once: { run, giveUp: () => Promise.resolve() } }
    const worker = await startWorker({
      records,
      handlers,
      name: 'a',
      concurrency: 1,
      isAlone: true,
    })
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce(), { timeout: 5000 })
    await worker.close()
  })

  it('would be caught doing an order twice', async () => {
    const check = queueChecks['carries out each order once']
    assert(check !== undefined)
    const { records } = embedded
    // The claim that gives the same order to everybody: no lease is kept.
    const careless = {
      ...records,
      query: ((schema, sql, parameters) =>
        records.query(
          schema,
          sql.replace('lease_until = now() +', 'lease_until = now() - '),
          parameters,
        )) satisfies typeof records.query,
    }
    await expect(check({ ...embedded, records: careless })).rejects.toThrow('to deeply equal')
  }, 60_000)
})
