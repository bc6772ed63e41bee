// The uploads of this window: lists of documents learn of them, and closing the window asks while bytes are being sent.

import { queryClient } from '../../api/queries.ts'
import { documentsChanged } from './knowledge-queries.ts'
import { sendFile } from './send-file.ts'
import { makeUploads } from './uploads.ts'

/** Many files come in one after the other; lists ask again once for all of them. */
const settleMs = 800

const waiting = new Map<string, ReturnType<typeof setTimeout>>()

function tellSoon(datasetId: string): void {
  if (waiting.has(datasetId)) return
  const timer = setTimeout(() => {
    waiting.delete(datasetId)
    void documentsChanged(queryClient, datasetId)
  }, settleMs)
  waiting.set(datasetId, timer)
}

export const consoleUploads = makeUploads(sendFile, tellSoon)

const isSending = (): boolean =>
  consoleUploads.all().some(({ state }) => state === 'sending' || state === 'waiting')

addEventListener('beforeunload', (event) => {
  if (isSending()) event.preventDefault()
})
