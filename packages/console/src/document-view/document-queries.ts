// What the viewer asks the runtime for: the document, its file, and the pieces of its text.

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '../api/client.ts'
import { Failure, failureOf, Offline } from '../api/failure.ts'
import type { paths } from '../api/schema.d.ts'
import type { Size } from './highlight.ts'

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
export const loadFile = async (documentId: string, signal: AbortSignal): Promise<ArrayBuffer> =>
  (await load(fileUrl(documentId), signal)).arrayBuffer()

/** How large the pages are that the runtime draws, in pixels. Throws a `Failure`. */
export async function loadPageSizes(documentId: string): Promise<readonly Size[]> {
  const path = { id: documentId }
  const { items } = await dataOf(api.GET('/api/v1/documents/{id}/pages', { params: { path } }))
  return items
}

/** One of those pages. Throws a `Failure`. */
export const loadPage = async (id: string, page: number, signal: AbortSignal): Promise<Blob> =>
  (await load(`/api/v1/documents/${encodeURIComponent(id)}/pages/${page}`, signal)).blob()

async function load(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new Offline(error)
  })
  if (!response.ok) throw failureOf(response, await response.json().catch(() => undefined))
  return response
}

const chunksPerPage = 50

type ChunkPlace = { readonly from: number; readonly limit: number } | { readonly around: string }

const chunksAt = (id: string, place: ChunkPlace) =>
  dataOf(
    api.GET('/api/v1/documents/{id}/chunks', {
      params: { path: { id }, query: { limit: chunksPerPage, ...place } },
    }),
  )

/** The page of a chunk, or the first of all when the document has no such chunk any more. */
async function chunksAround(id: string, chunkId: string) {
  try {
    return { ...(await chunksAt(id, { around: chunkId })), isGone: false }
  } catch (error) {
    if (!(error instanceof Failure && error.status === 404)) throw error
    return { ...(await chunksAt(id, firstChunks)), isGone: true }
  }
}

const firstChunks: ChunkPlace = { from: 0, limit: chunksPerPage }

/** Chunks in order, from the first one or around one of them, and on and back from there. */
export const chunksQuery = (documentId: string, revision: number | null, around?: string) =>
  infiniteQueryOptions({
    queryKey: ['chunks', documentId, revision, around],
    initialPageParam: around === undefined ? firstChunks : { around },
    queryFn: async ({ pageParam }) =>
      'around' in pageParam
        ? chunksAround(documentId, pageParam.around)
        : { ...(await chunksAt(documentId, pageParam)), isGone: false },
    getNextPageParam: ({ next }) =>
      next === null ? undefined : { from: Number(next), limit: chunksPerPage },
    getPreviousPageParam: ({ items }) => chunksBefore(items[0]?.ordinal ?? 0),
  })

/** Whether the chunk that was asked for is none any more. */
export const isGoneFrom = (pages: readonly { readonly isGone: boolean }[]): boolean =>
  pages.some(({ isGone }) => isGone)

const chunksBefore = (ordinal: number): ChunkPlace | undefined =>
  ordinal === 0
    ? undefined
    : { from: Math.max(0, ordinal - chunksPerPage), limit: Math.min(ordinal, chunksPerPage) }
