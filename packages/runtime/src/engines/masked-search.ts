// What the models of retrieval are shown: one that runs elsewhere sees no more of a person than a chat model does.

import type { Backends } from '../gateway/backends/backends.js'
import type { BackendModel } from '../gateway/backends/router.js'
import type { Redaction } from '../ports/redaction.js'

export type SearchModels = Pick<Backends, 'embed' | 'rerank'>

/** Throws, and sends nothing, where a text can't be checked. */
export function maskedSearch(
  backends: SearchModels & Pick<Backends, 'models'>,
  redaction: Redaction,
): SearchModels {
  const isElsewhere = (name: string): boolean => {
    const model = backends.models.find((each) => each.name === name)
    return model === undefined || !isOfThisMachine(model)
  }
  return {
    embed: async (model, texts, signal) => {
      if (!isElsewhere(model)) return backends.embed(model, texts, signal)
      // Each text by itself: its marks, and with them its vector, don't depend on its neighbours.
      const masked = await Promise.all(texts.map(async (text) => redaction.open().redact(text)))
      return backends.embed(model, masked, signal)
    },
    rerank: async (model, query, texts, signal) => {
      if (!isElsewhere(model)) return backends.rerank(model, query, texts, signal)
      // All in one: what the question names has the same mark in the passages.
      const session = redaction.open()
      const asked = await session.redact(query)
      const masked = await Promise.all(texts.map(async (text) => session.redact(text)))
      return backends.rerank(model, asked, masked, signal)
    },
  }
}

const isOfThisMachine = ({ address }: BackendModel): boolean =>
  address.split(',').every((member) => member.trim().startsWith('unix:'))
