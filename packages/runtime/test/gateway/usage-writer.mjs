// A process that keeps usage and says what it acknowledged, until somebody kills it; a file stands for the records.
import { appendFileSync, writeSync } from 'node:fs'
import { makeId } from '../../dist/identifier.js'
import { openUsageJournal } from '../../dist/gateway/usage.js'

const [directory = '', records = '', loses = ''] = process.argv.slice(2)

const journal = await openUsageJournal({
  directory,
  flushMs: 3,
  onFault: (error) => void writeSync(2, `${String(error)}\n`),
  records: {
    execute: (_sql, parameters) => {
      const [rows] = parameters ?? []
      if (typeof rows === 'string') appendFileSync(records, `${rows}\n`)
      return Promise.resolve(1)
    },
  },
})

let count = 0

/** @returns {Promise<never>} */
async function work() {
  for (;;) {
    const id = makeId()
    const kept = journal.record({
      id,
      at: new Date().toISOString(),
      tenantId: id,
      keyId: null,
      userId: null,
      model: 'small',
      promptTokens: 1,
      completionTokens: 1,
      isEstimated: false,
      status: 200,
    })
    count += 1
    // What a journal without a journal would do: the checker must find it out.
    if (loses === 'loses') void kept
    else await kept
    writeSync(1, `${id}\n`)
    if (count % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
}

await Promise.all([work(), work(), work(), work()])
