// Takes the network from a process: a library that parses what strangers wrote must not call anybody.

import { Socket as DatagramSocket } from 'node:dgram'
import { Server, Socket } from 'node:net'
import { RuntimeError } from '../../error.js'

/** For good: nothing gives it back. The channel to the parent is none of these. */
export function refuseNetwork(): void {
  const refuse = (): never => {
    throw new RuntimeError('forbidden', 'a parser has no network')
  }
  for (const [owner, name] of [
    [Socket.prototype, 'connect'],
    [Server.prototype, 'listen'],
    [DatagramSocket.prototype, 'send'],
    [DatagramSocket.prototype, 'bind'],
  ] as const) {
    Object.defineProperty(owner, name, { value: refuse })
  }
}
