// Tests that what the system says of an address comes to people in words.

import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { RuntimeError } from '../src/error.js'
import { asStartFault } from '../src/start-fault.js'

/** The system's own error. */
function listening(port: number, host: string): Promise<unknown> {
  const server = createServer()
  server.listen(port, host)
  return new Promise((resolve) => server.once('error', resolve))
}

describe('a start that fails', () => {
  it('says that a port is taken', async () => {
    const owner = createServer().listen(0, '127.0.0.1')
    await once(owner, 'listening')
    const address = owner.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const fault = asStartFault(await listening(port, '127.0.0.1'))
    owner.close()
    expect(fault).toBeInstanceOf(RuntimeError)
    expect(fault).toMatchObject({
      message: `127.0.0.1:${port} is taken: choose another port`,
      detail: { fault: 'port-taken', address: `127.0.0.1:${port}` },
    })
  })

  it('says that the machine has no such address', async () => {
    // Kept for documentation: no machine has it.
    const fault = asStartFault(await listening(1, '192.0.2.1'))
    expect(fault).toMatchObject({ detail: { fault: 'no-such-address', address: '192.0.2.1:1' } })
  })

  it('leaves other errors as they are', () => {
    const bug: unknown = { message: 'a bug' }
    expect(asStartFault(bug)).toBe(bug)
    const refused = new RuntimeError('data-directory', 'it is owned')
    expect(asStartFault(refused)).toBe(refused)
  })
})
