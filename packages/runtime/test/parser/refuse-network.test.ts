import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { request } from 'undici'
import { expect, it } from 'vitest'
import { refuseNetwork } from '../../src/adapters/parser/refuse-network.js'

it('takes the network from a process, for every client', async () => {
  const server = createServer((socket) =>
    socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/`
  // The server is there, so that only the refusal can be what fails below.
  expect((await request(url)).statusCode).toBe(204)
  expect((await fetch(url)).status).toBe(204)
  refuseNetwork()
  await expect(request(url)).rejects.toThrow('a parser has no network')
  await expect(fetch(url)).rejects.toThrow('fetch failed')
  expect(() => createServer().listen(0)).toThrow('a parser has no network')
  const datagrams = createSocket('udp4')
  expect(() => datagrams.send('x', 9, '127.0.0.1')).toThrow('a parser has no network')
  datagrams.close()
  server.close()
})
