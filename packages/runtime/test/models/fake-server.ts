// A server on the loopback that plays a hub, a package index, an object store, and their worst days.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { assert } from 'vitest'

export type Served = {
  readonly body: Buffer | string
  readonly type?: string
  readonly etag?: string
  /** Of a large file of a hub. */
  readonly digest?: string
  readonly location?: string
  /** Answers with the whole file whatever was asked for. */
  readonly ignoresRanges?: boolean
  /** Ends the connection after that many bytes, that many times. */
  readonly cuts?: { bytes: number; times: number }
  /** Waits for good after that many bytes. */
  readonly stallsAfterBytes?: number
}

type Asked = {
  readonly method: string
  readonly path: string
  readonly range: string | undefined
  readonly authorization: string | undefined
}

export type FakeServer = {
  readonly url: string
  readonly host: string
  readonly files: Map<string, Served>
  readonly asked: Asked[]
  readonly close: () => Promise<void>
}

export async function startFakeServer(): Promise<FakeServer> {
  const files = new Map<string, Served>()
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const { range, authorization } = request.headers
    asked.push({ method: request.method ?? '', path, range, authorization })
    answer(request, response, files.get(path.split('?')[0] ?? ''))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  assert(typeof address === 'object' && address !== null)
  const host = `127.0.0.1:${address.port}`
  return {
    url: `http://${host}`,
    host,
    files,
    asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  file: Served | undefined,
): void {
  if (file === undefined) {
    response.writeHead(404).end()
    return
  }
  if (file.digest !== undefined) response.setHeader('x-linked-etag', `"${file.digest}"`)
  if (file.location !== undefined) {
    response.writeHead(302, { location: file.location }).end()
    return
  }
  const body = Buffer.from(file.body)
  const first = firstByteOf(request, file)
  if (file.etag !== undefined) response.setHeader('etag', file.etag)
  if (first > 0 && first >= body.length) {
    response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end()
    return
  }
  const part = body.subarray(first)
  response.writeHead(first > 0 ? 206 : 200, {
    'content-type': file.type ?? 'application/octet-stream',
    'content-length': part.length,
    ...(first > 0 ? { 'content-range': `bytes ${first}-${body.length - 1}/${body.length}` } : {}),
  })
  if (request.method === 'HEAD') response.end()
  else send(response, part, file)
}

function firstByteOf(request: IncomingMessage, { etag, ignoresRanges }: Served): number {
  const condition = request.headers['if-range']
  if (ignoresRanges === true || (condition !== undefined && condition !== etag)) return 0
  return Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
}

function send(response: ServerResponse, part: Buffer, { cuts, stallsAfterBytes }: Served): void {
  if (cuts !== undefined && cuts.times > 0) {
    cuts.times -= 1
    response.write(part.subarray(0, cuts.bytes), () => {
      setTimeout(() => response.destroy(), 20)
    })
    return
  }
  if (stallsAfterBytes === undefined) response.end(part)
  else response.write(part.subarray(0, stallsAfterBytes))
}
