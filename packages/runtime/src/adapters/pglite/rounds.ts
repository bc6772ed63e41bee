// Runs the messages of one statement in one go: each call of the engine and each answer wakes a process up.

import type { PGlite } from '@electric-sql/pglite'

type Execute = PGlite['execProtocolRawStream']

/** Parse, Bind, Describe, Execute and Close: what they are answered nobody reads before the Sync after them. */
const prepares = new Set(Buffer.from('PBDEC'))

const startup = 0

/**
 * The socket server hands over message by message, five for a statement. Those that only prepare wait for the one that
 * does not, and all of them are answered by one piece: that took a third off a statement which finds little. What a
 * connection left behind when it broke is dropped when the next one starts.
 */
export function inRounds(execute: Execute): Execute {
  let waiting: Uint8Array[] = []
  return async (message, options) => {
    const [kind = startup] = message
    if (kind === startup) waiting = []
    waiting.push(message)
    if (prepares.has(kind)) return
    const round = Buffer.concat(waiting)
    waiting = []
    const pieces: Buffer[] = []
    try {
      // A piece is a view of the engine's memory, which it writes over.
      await execute(round, { ...options, onRawData: (piece) => pieces.push(Buffer.from(piece)) })
    } finally {
      options.onRawData(Buffer.concat(pieces))
    }
  }
}
