// What the runtime says of an engine, in the reader's language where there are words for it.

import { useWords } from '../../words/use-words.ts'

const worded = {
  'there is no embedding model': 'noEmbedding',
  'there is no chat model; answers are quoted': 'noChat',
  'no chat model passed its probe; answers are quoted': 'noneProbed',
  'the embedding model is loading': 'loading',
  'it is loading': 'loading',
  'in this machine': 'here',
  'it does not load': 'doesNotLoad',
  'it does not answer': 'doesNotAnswer',
} as const

const isWorded = (detail: string): detail is keyof typeof worded => Object.hasOwn(worded, detail)

export function useDetailWords(): (detail: string) => string {
  const { t } = useWords()
  return (detail) => (isWorded(detail) ? t(`operate.health.details.${worded[detail]}`) : detail)
}
