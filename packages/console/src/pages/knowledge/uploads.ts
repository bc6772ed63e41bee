// Files on their way to the runtime: they outlive the page that they were chosen on, a few are sent at a time.

import { useSyncExternalStore } from 'react'
import { Failure } from '../../api/failure.ts'

export type Upload = {
  readonly id: string
  readonly datasetId: string
  readonly file: File
  readonly sentBytes: number
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed'
  /** Once the file is kept. */
  readonly documentId?: string
  readonly failure?: unknown
}

/** Sends one file; tells how far it is and answers with the document's id. */
export type Send = (
  upload: Upload,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
) => Promise<string>

type Uploads = {
  readonly subscribe: (listener: () => void) => () => void
  readonly all: () => readonly Upload[]
  readonly add: (datasetId: string, files: readonly File[]) => void
  readonly retry: (id: string) => void
  /** Takes them off the list; what is being sent is stopped. */
  readonly remove: (ids: readonly string[]) => void
}

const atOnce = 3

export function makeUploads(send: Send, onKept: (datasetId: string) => void): Uploads {
  let uploads: readonly Upload[] = []
  const listeners = new Set<() => void>()
  const controls = new Map<string, AbortController>()
  const show = (next: readonly Upload[]): void => {
    uploads = next
    for (const listener of listeners) listener()
  }
  const change = (id: string, changed: Partial<Upload>): void =>
    show(uploads.map((upload) => (upload.id === id ? { ...upload, ...changed } : upload)))
  const start = (): void => {
    const sending = uploads.filter(({ state }) => state === 'sending').length
    for (const upload of uploads
      .filter(({ state }) => state === 'waiting')
      .slice(0, Math.max(0, atOnce - sending))) {
      void run(upload)
    }
  }
  const run = async (upload: Upload): Promise<void> => {
    const { id, datasetId } = upload
    const control = new AbortController()
    controls.set(id, control)
    change(id, { state: 'sending', sentBytes: 0 })
    try {
      const onSent = (sentBytes: number): void => change(id, { sentBytes })
      const documentId = await send(upload, onSent, control.signal)
      change(id, { state: 'sent', documentId, sentBytes: upload.file.size })
      onKept(datasetId)
    } catch (failure) {
      change(id, { state: 'failed', failure })
    } finally {
      controls.delete(id)
      start()
    }
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    all: () => uploads,
    add: (datasetId, files) => {
      const added = files.map((file): Upload => ({
        id: crypto.randomUUID(),
        datasetId,
        file,
        sentBytes: 0,
        state: 'waiting',
      }))
      show([...uploads, ...added])
      start()
    },
    retry: (id) => {
      change(id, { state: 'waiting', sentBytes: 0, failure: undefined })
      start()
    },
    remove: (ids) => {
      show(uploads.filter(({ id }) => !ids.includes(id)))
      for (const id of ids) controls.get(id)?.abort()
    },
  }
}

/** Whether another try can help. */
export const isWorthRetrying = ({ failure }: Upload): boolean =>
  !(failure instanceof Failure) ||
  failure.status >= 500 ||
  failure.status === 429 ||
  failure.status === 409

export function useUploads(uploads: Uploads): readonly Upload[] {
  return useSyncExternalStore(uploads.subscribe, uploads.all)
}
