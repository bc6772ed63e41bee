// Finds PromQL in commands that ask Prometheus over HTTP: `curl '…/api/v1/query?query=up'`.

import { absentField, cut, type Excerpt } from '@llmflow/spec'
import type { Expression, Graph } from '../../graph/graph.js'

const inUrl = /\/api\/v1\/query(?:_range)?\?(?:[^\s'"]*&)?query=/
const asData = /^query=/

/** Queries in the commands of containers and runbooks. Those with escapes are left alone: their places would shift. */
export function urlQueries({ scripts }: Graph): readonly Expression[] {
  return scripts.flatMap(({ commands }) =>
    commands.flatMap(({ words }) => {
      if (!words.some(({ text }) => text.includes('/api/v1/query'))) return []
      return words.flatMap(({ text, excerpt }) => {
        const start = startOf(text)
        return start === undefined ? [] : queryAt(text, start, excerpt)
      })
    }),
  )
}

function startOf(text: string): number | undefined {
  const match = inUrl.exec(text) ?? asData.exec(text)
  return match === null ? undefined : match.index + match[0].length
}

function queryAt(text: string, start: number, word: Excerpt): readonly Expression[] {
  const isUrl = !asData.test(text)
  const end = isUrl ? endOf(text, start) : text.length
  const query = text.slice(start, end)
  // The word may be written with quotes around it: the query is found again in what is written.
  const written = word.text.indexOf(query)
  if (query === '' || written === -1 || (isUrl && /[%+]/.test(query))) return []
  const excerpt = cut(word, written, written + query.length)
  const field = absentField(excerpt.place(0, query.length))
  return [{ excerpt, use: 'query', name: '', namespace: '', templates: [], field }]
}

function endOf(text: string, start: number): number {
  const next = text.indexOf('&', start)
  return next === -1 ? text.length : next
}
