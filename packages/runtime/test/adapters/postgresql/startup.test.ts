// Listens to how a connection introduces itself.

import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, assert, describe, expect, it } from 'vitest'
import { connectRecords } from '../../../src/adapters/postgresql/records.js'

const open: { close(): Promise<unknown> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close()
})

/** Parameters of the first message that comes: pairs that end with zeros, after its length and version. */
async function parametersOf(timeoutMs: number): Promise<ReadonlyMap<string, string>> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert(typeof address === 'object' && address !== null)
  const first = new Promise<Buffer>((resolve) => {
    server.once('connection', (socket) => {
      socket.once('data', (message) => {
        socket.destroy()
        resolve(Buffer.from(message))
      })
    })
  })
  const { port } = address
  const target = { host: '127.0.0.1', port, database: 'd', user: 'u', connectionsMax: 1 }
  const records = connectRecords({ ...target, timeoutMs })
  open.push({ close: () => once(server.close(), 'close') }, records)
  await expect(records.execute('SELECT 1')).rejects.toMatchObject({ code: 'unavailable' })
  const words = (await first).subarray(8).toString('utf8').split('\0')
  const pairs = words.flatMap((word, at): [string, string][] =>
    at % 2 === 0 && word !== '' ? [[word, words[at + 1] ?? '']] : [],
  )
  return new Map(pairs)
}

/** What PgBouncer takes: its own list, and what ours is told to pass over. */
const taken = ['user', 'database', 'application_name', 'client_encoding', 'options']

describe('a connection', () => {
  it('sends no parameter that a pooler refuses, and still bounds its statements', async () => {
    const parameters = await parametersOf(1234)
    expect([...parameters.keys()].filter((name) => !taken.includes(name))).toEqual([])
    expect(parameters.get('options')).toBe('-c statement_timeout=1234')
  })
})
