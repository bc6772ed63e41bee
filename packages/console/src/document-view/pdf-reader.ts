// One PDF in a worker of its own: asked for one thing at a time, and what is no longer wanted is never drawn.

import wasmUrl from '@hyzyla/pdfium/pdfium.wasm?url'
import { PagesUnreadable, type PageReader } from './page-reader.ts'
import type { PdfReply, PdfRequest } from './pdf-messages.ts'

type Job = {
  readonly request: PdfRequest
  readonly signal: AbortSignal | undefined
  readonly settle: (reply: PdfReply | undefined) => void
}

/** Takes the bytes away from the caller. Throws `PagesUnreadable`. */
export async function openPdf(bytes: ArrayBuffer): Promise<PageReader> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })
  const ask = askInTurn(worker)
  const address = new URL(wasmUrl, location.href).href
  const reply = await ask({ kind: 'open', bytes, wasmUrl: address }, undefined)
  if (reply?.kind !== 'opened') {
    worker.terminate()
    throw new PagesUnreadable(reply?.kind === 'failed' ? reply.problem : 'broken')
  }
  return {
    pages: reply.pages,
    async draw(page, { width, height }, signal) {
      const drawn = await ask({ kind: 'draw', page, width, height }, signal)
      return drawn?.kind === 'drawn' ? drawn.picture : undefined
    },
    async read(page, signal) {
      const found = await ask({ kind: 'read', page }, signal)
      return found?.kind === 'read' ? found.lines : undefined
    },
    close: () => worker.terminate(),
  }
}

type Ask = (request: PdfRequest, signal: AbortSignal | undefined) => Promise<PdfReply | undefined>

function askInTurn(worker: Worker): Ask {
  const waiting: Job[] = []
  let current: Job | undefined
  const next = (): void => {
    current = waiting.shift()
    if (current === undefined) return
    if (current.signal?.aborted === true) {
      current.settle(undefined)
      next()
      return
    }
    const { request } = current
    worker.postMessage(request, { transfer: request.kind === 'open' ? [request.bytes] : [] })
  }
  const settle = (reply: PdfReply): void => {
    current?.settle(reply)
    next()
  }
  worker.addEventListener('message', ({ data }: MessageEvent<PdfReply>) => settle(data))
  worker.addEventListener('error', () => settle({ kind: 'failed', problem: 'broken' }))
  return (request, signal) =>
    new Promise((resolve) => {
      waiting.push({ request, signal, settle: resolve })
      if (current === undefined) next()
    })
}
