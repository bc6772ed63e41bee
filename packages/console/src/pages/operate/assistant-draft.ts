// What a form makes of an assistant: what it begins with, which models and datasets it can choose, and what it sends.

import type { Assistant } from '../chat/conversation-queries.ts'

export type AssistantDraft = Omit<Assistant, 'id' | 'createdAtMs' | 'datasetIds' | 'prompt'> & {
  readonly datasetIds: readonly string[]
  readonly prompt: string
}

/** A new one answers at once, from all that whoever asks may read. */
const begun: AssistantDraft = {
  name: '',
  description: '',
  opening: '',
  prompt: '',
  model: null,
  searchesAllDatasets: true,
  datasetIds: [],
}

export function draftOf(assistant: Assistant | undefined): AssistantDraft {
  if (assistant === undefined) return begun
  const { id: _id, createdAtMs: _createdAtMs, prompt, ...draft } = assistant
  return { ...draft, prompt: prompt ?? '' }
}

/** The runtime has one of this name in each tenant, gives it no other, and keeps it. */
export const isDefault = (assistant: { readonly name: string } | undefined): boolean =>
  assistant?.name === 'default'

/** As the runtime takes a name: it stands in `assistant/NAME`. */
export const isNameRight = (name: string): boolean => name.trim() !== '' && !name.includes('/')

type Known = { readonly id: string }

/**
 * What was changed, as it is sent: the audit log names nothing else. Datasets that are gone by now are left out, as they
 * would be refused; `datasets` is undefined where nobody knows which there are.
 */
export function sentOf(
  { name, datasetIds, ...words }: Partial<AssistantDraft>,
  before: readonly string[],
  datasets: readonly Known[] | undefined,
) {
  const kept = (datasetIds ?? before).filter(
    (id) => datasets === undefined || datasets.some((dataset) => dataset.id === id),
  )
  return {
    ...words,
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(kept.join() === before.join() ? {} : { datasetIds: kept }),
  }
}

export type Model = { readonly name: string; readonly kind: string; readonly isReady: boolean }

type ModelState = 'ready' | 'silent' | 'gone'

/** Models that can write answers, and the chosen one also where the tenant has it no more. */
export function modelStatesOf(
  models: readonly Model[],
  chosen: string | null,
): readonly { readonly name: string; readonly state: ModelState }[] {
  const writers = models
    .filter(({ kind }) => kind === 'chat')
    .map(({ name, isReady }) => ({
      name,
      state: isReady ? ('ready' as const) : ('silent' as const),
    }))
  const isGone = chosen !== null && writers.every(({ name }) => name !== chosen)
  return isGone ? [...writers, { name: chosen, state: 'gone' }] : writers
}
