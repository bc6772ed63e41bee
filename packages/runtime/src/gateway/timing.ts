// How long a request was in our hands: all of its time but what it waited for models.

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

type Timing = {
  readonly startedMs: number
  waitedMs: number
  /** Whether the metrics have the request already. */
  isCounted: boolean
}

const name = 'timing'
export const overheadHeader = 'x-llmflow-overhead-ms'

/** Puts `x-llmflow-overhead-ms` on every reply of the server. */
export function addTiming(app: FastifyInstance): void {
  app.decorateRequest(name, null)
  app.addHook('onRequest', (request, _reply, done) => {
    const timing: Timing = { startedMs: performance.now(), waitedMs: 0, isCounted: false }
    request.setDecorator(name, timing)
    done()
  })
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (!reply.hasHeader(overheadHeader)) setOverhead(request, reply)
    done()
  })
}

export const timingOf = (request: FastifyRequest): Timing => request.getDecorator<Timing>(name)

/** Says what the request has cost until now: streams call it before their first byte. */
export function setOverhead(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header(overheadHeader, overheadMsOf(timingOf(request)))
}

const overheadMsOf = ({ startedMs, waitedMs }: Timing): string =>
  Math.max(0, performance.now() - startedMs - waitedMs).toFixed(3)
