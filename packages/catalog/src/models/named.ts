// Finds the known models that a name may mean: a repository, a folder of one, or a name that somebody gave to it.

import { knownModels } from './known.js'
import type { ModelShape } from './models.js'

export type NamedModel = {
  readonly weights: string
  readonly shape: ModelShape
  /** Whether the name is that of the weights, and not only like it. */
  readonly isExact: boolean
}

const all: readonly NamedModel[] = knownModels.flatMap((model) =>
  model.weights.map((weights) => ({ weights, shape: model, isExact: false })),
)

/** `/models/Qwen2.5-72B-Instruct` is exact; `qwen-2.5-72b` may be the base model or the instruct one. */
export function modelsNamed(name: string): readonly NamedModel[] {
  const wanted = lastOf(name).toLowerCase()
  if (wanted === '') return []
  const exact = all.filter(({ weights }) => lastOf(weights).toLowerCase() === wanted)
  if (exact.length > 0) return exact.map((model) => ({ ...model, isExact: true }))
  const like = family(wanted)
  return all.filter(({ weights }) => family(lastOf(weights)) === like)
}

const lastOf = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? ''

/** A name without what people leave out of it: who made it, how it was tuned, and the marks between words. */
const family = (name: string): string =>
  name.toLowerCase().replace(/\b(meta|instruct|chat|it)\b|[^a-z0-9]/g, '')
