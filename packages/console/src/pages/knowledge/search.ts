// What the addresses of knowledge carry besides their path.

import { stageFilterOf, type StageFilter } from './stages.ts'

type Search = { readonly [name: string]: unknown }

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function readDatasetSearch(search: Search): { containing?: string; stage?: StageFilter } {
  const containing = textOf(search['containing'])
  const stage = stageFilterOf(search['stage'])
  return {
    ...(containing === undefined ? {} : { containing }),
    ...(stage === undefined ? {} : { stage }),
  }
}

/** The chunk that is shown on the page. */
export function readDocumentSearch(search: Search): { chunk?: string } {
  const chunk = textOf(search['chunk'])
  return chunk === undefined ? {} : { chunk }
}

/** The question, and the datasets that it is asked of, with commas; all unless said. */
export function readRetrievalSearch(search: Search): { query?: string; datasets?: string } {
  const query = textOf(search['query'])
  const datasets = textOf(search['datasets'])
  return {
    ...(query === undefined ? {} : { query }),
    ...(datasets === undefined ? {} : { datasets }),
  }
}
