// The stages that a document goes through, and how far it is.

import type { Document } from '../../document-view/document-queries.ts'

type Stage = Document['stage']

/** In order; what is ready has passed all of them. */
const workStages = ['queued', 'parsing', 'chunking', 'embedding', 'indexing'] as const

export const stageFilters = ['all', 'ready', 'working', 'failed'] as const
export type StageFilter = (typeof stageFilters)[number]

export const stageFilterOf = (value: unknown): StageFilter | undefined =>
  stageFilters.find((filter) => filter === value && filter !== 'all')

/** Undefined for all. */
export function stagesOf(filter: StageFilter): readonly Stage[] | undefined {
  if (filter === 'all') return undefined
  return filter === 'working' ? workStages : [filter]
}

/** Nothing more happens to it by itself. */
export const isSettled = ({ stage }: Pick<Document, 'stage'>): boolean =>
  stage === 'ready' || stage === 'failed' || stage === 'deleting'

/** Of each stage the share that is done; what failed stands where it was when it failed, which nobody knows. */
export function sharesOf({ stage, done, total }: Pick<Document, 'stage' | 'done' | 'total'>) {
  const at = workStages.findIndex((known) => known === stage)
  const own = total > 0 ? Math.min(1, done / total) : 0
  return workStages.map((_, index) => {
    if (stage === 'ready' || index < at) return 1
    return index === at ? own : 0
  })
}

const failures = [
  'encrypted',
  'broken',
  'empty',
  'unsupported',
  'too-large',
  'took-too-long',
  'out-of-memory',
] as const

/** Why it can't be read, where there are words for it. */
export const knownFailure = (failure: string | null): (typeof failures)[number] | undefined =>
  failures.find((known) => known === failure)
