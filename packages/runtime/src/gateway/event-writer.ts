// Writes server-sent events: headers late, so that a failure before the first byte is an ordinary error; and signs of life.

import { once, setMaxListeners } from 'node:events'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { keepWatched } from './backends/abort-watch.js'
import { setOverhead } from './timing.js'

export type EventWriter = {
  /** Whether the status has been sent: from then on a failure is an event. */
  readonly hasBegun: boolean
  /** Writes text that holds whole events; waits while the client is slow. */
  write(text: string): Promise<void>
  /** Writes the last text and ends the reply. */
  end(text: string): void
  /** Ends the signs of life: for a reply that fails before it began. */
  close(): void
}

/** Proxies between us and the client cut what is silent for longer. */
const keepAliveUsualMs = 15_000

/** Takes the reply over when it writes first; a sign of life goes out whenever nothing else did for `keepAliveMs`. */
export function openEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  keepAliveMs: number = keepAliveUsualMs,
  signOfLife: string = ': keep-alive\n\n',
): EventWriter {
  const { raw } = reply
  let hasBegun = false

  function begin(): void {
    hasBegun = true
    setOverhead(request, reply)
    void reply.headers({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
    reply.hijack()
    raw.writeHead(200, numbersAsText(reply.getHeaders()))
  }

  const life = setInterval(() => {
    if (raw.destroyed) return
    if (!hasBegun) begin()
    raw.write(signOfLife)
  }, keepAliveMs)

  return {
    get hasBegun() {
      return hasBegun
    },
    write: async (text) => {
      if (raw.destroyed) return
      if (!hasBegun) begin()
      life.refresh()
      if (raw.write(text)) return
      const waited = new AbortController()
      const { signal } = waited
      try {
        await Promise.race([once(raw, 'drain', { signal }), once(raw, 'close', { signal })])
      } finally {
        // The other of the two would listen for as long as the stream lasts.
        waited.abort()
      }
    },
    end: (text) => {
      clearInterval(life)
      if (raw.destroyed) return
      if (!hasBegun) begin()
      raw.end(text)
    },
    close: () => clearInterval(life),
  }
}

const numbersAsText = (
  headers: ReturnType<FastifyReply['getHeaders']>,
): { [name: string]: string | string[] } =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]): [string, string | string[]][] =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value : String(value)]],
    ),
  )

const leaving = new WeakMap<Socket, AbortSignal>()

/** Aborted when the client leaves: one signal serves all requests of a connection, as they come after each other. */
export function leavingOf({ raw }: FastifyReply): AbortSignal {
  const { socket } = raw
  if (socket === null || socket.destroyed) return AbortSignal.abort()
  const known = leaving.get(socket)
  if (known !== undefined) return known
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  keepWatched(controller.signal)
  socket.once('close', () => controller.abort())
  leaving.set(socket, controller.signal)
  return controller.signal
}
