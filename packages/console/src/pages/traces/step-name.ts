// What a step is called for people; steps that nobody has words for keep the name that they were recorded by.

import { useWords } from '../../words/use-words.ts'

const steps = ['retrieve', 'extract', 'generate', 'mask', 'attached', 'refuse'] as const
const operations = ['chat', 'text_completion', 'embeddings', 'rerank'] as const

/** Spans of requests are called `chat MODEL`. */
export function useStepName(): (spanName: string) => string {
  const { t } = useWords()
  return (spanName) => {
    const step = steps.find((known) => known === spanName)
    if (step !== undefined) return t(`traces.steps.${step}`)
    const [first = '', ...rest] = spanName.split(' ')
    const operation = operations.find((known) => known === first)
    if (operation === undefined) return spanName
    return t(`traces.steps.${operation}`, { name: rest.join(' ') })
  }
}
