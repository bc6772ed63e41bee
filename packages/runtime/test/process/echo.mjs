// A child for the tests of processes: answers, waits, fails, counts and ends as it is told.
import { setTimeout as pause } from 'node:timers/promises'
import { RuntimeError } from '../../dist/error.js'
import { serve } from '../../dist/adapters/process/serve.js'

/** @type {string[]} */
const events = []

await serve(async () => {
  if (process.argv[2] === 'refuse') throw new RuntimeError('data-directory', 'not this one')
  return {
    calls: {
      echo: async (input) => input,
      environment: async () => Object.keys(process.env).toSorted(),
      events: async () => events,
      fail: async () => {
        throw new RuntimeError('conflict', 'taken', { detail: { field: 'name' } })
      },
      stop: async () => process.exit(3),
      wait: async (_, signal) => {
        await pause(60_000, undefined, { signal }).catch(() => events.push('cancelled'))
      },
    },
    streams: {
      count: async function* (until) {
        try {
          for (let value = 1; value <= Number(until); value += 1) {
            events.push(`made ${value}`)
            yield value
          }
        } finally {
          events.push('closed')
        }
      },
    },
  }
})
