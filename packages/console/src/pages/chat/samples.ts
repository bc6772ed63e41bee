// Questions to begin with, taken from titles of sections of the documents that the assistant may search.

import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '../../api/client.ts'
import { chooseSections } from './choose-sections.ts'
import type { Assistant } from './conversation-queries.ts'

type Samples = {
  readonly hasDocuments: boolean
  /** Titles of sections. */
  readonly sections: readonly string[]
}

const documentsMax = 8
const chunksPerDocument = 6
const titleCharactersMax = 40

export const samplesQuery = (assistant: Assistant | undefined, language: string) =>
  queryOptions({
    queryKey: ['chat', 'samples', assistant?.id, language],
    enabled: assistant !== undefined,
    staleTime: 60_000,
    retry: false,
    queryFn: () => (assistant === undefined ? none : samplesOf(assistant, language)),
  })

const none: Samples = { hasDocuments: false, sections: [] }

async function samplesOf(assistant: Assistant, language: string): Promise<Samples> {
  const { items: datasets } = await dataOf(api.GET('/api/v1/datasets'))
  const searched = datasets.filter(
    ({ id, documents }) =>
      documents > 0 && (assistant.searchesAllDatasets || assistant.datasetIds.includes(id)),
  )
  const [dataset] = searched
  if (dataset === undefined) return none
  const { items: documents } = await dataOf(
    api.GET('/api/v1/datasets/{id}/documents', {
      params: { path: { id: dataset.id }, query: { limit: documentsMax } },
    }),
  )
  const titles = await Promise.all(documents.map(({ id }) => sectionsOf(id)))
  return { hasDocuments: true, sections: chooseSections(titles, language) }
}

/** Titles of the first sections of a document; where it has none, its own. */
async function sectionsOf(id: string): Promise<readonly string[]> {
  const query = { limit: chunksPerDocument }
  const { items } = await dataOf(
    api.GET('/api/v1/documents/{id}/chunks', { params: { path: { id }, query } }),
  )
  const deep = items.filter(({ titles }) => titles.length > 1)
  return (deep.length > 0 ? deep : items)
    .flatMap(({ titles }) => titles.slice(-1))
    .filter((title) => title.length <= titleCharactersMax)
}
