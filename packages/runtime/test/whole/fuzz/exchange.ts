// One request as bytes on a connection of its own, and what came back: no client stands between that would refuse it.

import { connect } from 'node:net'
import { RuntimeError } from '../../../src/error.js'

export type Sent = {
  readonly method: string
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  /** The client leaves in the middle of its body. */
  readonly isCut: boolean
}

export type Reply = {
  readonly status: number
  readonly head: string
  readonly body: string
}

const replyMs = 30_000

/** Undefined when the connection was closed without an answer. */
export function exchange(port: number | undefined, sent: Sent): Promise<Reply | undefined> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    const socket = connect({ port: port ?? 0, host: '127.0.0.1', allowHalfOpen: true })
    socket.setTimeout(replyMs, () => {
      socket.destroy()
      reject(new RuntimeError('timed-out', `no answer to ${sent.method} ${sent.target}`))
    })
    socket.on('data', (piece) => pieces.push(piece))
    // What was refused early is closed while we still send.
    socket.on('error', () => undefined)
    socket.on('end', () => socket.end())
    socket.on('close', () => resolve(readReply(Buffer.concat(pieces).toString('utf8'))))
    socket.write(headOf(sent))
    const { body, isCut } = sent
    if (isCut) socket.end(body.subarray(0, Math.floor(body.length / 2)))
    else socket.write(body)
  })
}

const headOf = ({ method, target, headers }: Sent): Buffer =>
  Buffer.from(
    `${[`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\r\n')}\r\n\r\n`,
    'latin1',
  )

function readReply(text: string): Reply | undefined {
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? []
  if (status === undefined) return undefined
  const end = text.indexOf('\r\n\r\n')
  // The interim answer to `expect` comes before the real one.
  if (status === '100') return readReply(text.slice(end + 4))
  return {
    status: Number(status),
    head: text.slice(0, end).toLowerCase(),
    body: text.slice(end + 4),
  }
}
