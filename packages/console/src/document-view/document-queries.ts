// What the viewer asks the runtime for: the document, its file, and the pieces of its text.

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '../api/client.ts'
import { failureOf, Offline } from '../api/failure.ts'
import type { paths } from '../api/schema.d.ts'

export type Document =
  paths['/api/v1/documents/{id}']['get']['responses'][200]['content']['application/json']

export type Chunk =
  paths['/api/v1/documents/{id}/chunks']['get']['responses'][200]['content']['application/json']['items'][number]

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['document', id],
    queryFn: () => dataOf(api.GET('/api/v1/documents/{id}', { params: { path: { id } } })),
  })

export const fileUrl = (documentId: string): string =>
  `/api/v1/documents/${encodeURIComponent(documentId)}/file`

/** The file as it was uploaded. Throws a `Failure`. */
export async function loadFile(documentId: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(fileUrl(documentId), { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new Offline(error)
  })
  if (!response.ok) throw failureOf(response, await response.json().catch(() => undefined))
  return response.arrayBuffer()
}

const chunksPerPage = 50
const chunksPerLook = 200

const chunksFrom = (id: string, from: number, limit: number) =>
  dataOf(
    api.GET('/api/v1/documents/{id}/chunks', {
      params: { path: { id }, query: { from, limit } },
    }),
  )

/** Chunks in order, from an ordinal on and back from it. */
export const chunksQuery = (documentId: string, revision: number | null, start: number) =>
  infiniteQueryOptions({
    queryKey: ['chunks', documentId, revision, start],
    initialPageParam: { from: start, limit: chunksPerPage },
    queryFn: ({ pageParam: { from, limit } }) => chunksFrom(documentId, from, limit),
    getNextPageParam: ({ next }) =>
      next === null ? undefined : { from: Number(next), limit: chunksPerPage },
    getPreviousPageParam: (_page, _pages, { from }) =>
      from === 0
        ? undefined
        : { from: Math.max(0, from - chunksPerPage), limit: Math.min(from, chunksPerPage) },
  })

/** How many chunks are shown before the one that is looked for. */
const chunksBefore = 10

/** Where to begin so that a chunk is among the first ones; null when the document has no such chunk any more. */
export const startQuery = (documentId: string, revision: number | null, chunkId: string) =>
  queryOptions({
    queryKey: ['chunk-place', documentId, revision, chunkId],
    staleTime: Infinity,
    queryFn: async (): Promise<number | null> => {
      for (let from: number | null = 0; from !== null;) {
        const page: Awaited<ReturnType<typeof chunksFrom>> = await chunksFrom(
          documentId,
          from,
          chunksPerLook,
        )
        const found = page.items.find(({ id }) => id === chunkId)
        if (found !== undefined) return Math.max(0, found.ordinal - chunksBefore)
        from = page.next === null ? null : Number(page.next)
      }
      return null
    },
  })

/** The chunk of an ordinal with where it stands; null when there is none any more. */
export const placedChunkQuery = (documentId: string, ordinal: number) =>
  queryOptions({
    queryKey: ['placed-chunk', documentId, ordinal],
    queryFn: async (): Promise<Chunk | null> =>
      (await chunksFrom(documentId, ordinal, 1)).items[0] ?? null,
  })
