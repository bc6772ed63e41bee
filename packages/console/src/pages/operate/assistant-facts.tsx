// What an assistant answers with, and from which datasets; what would keep it from answering is marked.

import type { ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Badge } from '../../ui/layout.tsx'
import type { Assistant } from '../chat/conversation-queries.ts'
import { modelStatesOf, type Model } from './assistant-draft.ts'
import styles from './assistants.module.css'

export type AssistantFactsProps = {
  readonly assistant: Assistant
  /** Undefined until they are known, as models are. */
  readonly datasets: readonly { readonly id: string; readonly name: string }[] | undefined
  readonly models: readonly Model[] | undefined
}

export function AssistantFacts({ assistant, datasets, models }: AssistantFactsProps) {
  const { t } = useWords()
  return (
    <dl className={styles.facts}>
      <dt>{t('operate.assistants.model')}</dt>
      <dd>
        <ModelBadge model={assistant.model} models={models} />
      </dd>
      <dt>{t('operate.assistants.datasets')}</dt>
      <dd>
        {assistant.searchesAllDatasets ? (
          <Badge tone="accent">{t('operate.assistants.all')}</Badge>
        ) : datasets === undefined ? null : (
          <DatasetBadges
            names={datasets
              .filter(({ id }) => assistant.datasetIds.includes(id))
              .map(({ name }) => name)}
          />
        )}
      </dd>
    </dl>
  )
}

type ModelBadgeProps = Pick<Assistant, 'model'> & Pick<AssistantFactsProps, 'models'>

function ModelBadge({ model, models }: ModelBadgeProps) {
  const { t } = useWords()
  if (models === undefined) return model
  const writers = modelStatesOf(models, model)
  if (model === null) {
    return (
      <Badge>
        {t(writers.length === 0 ? 'operate.assistants.quotes' : 'operate.assistants.usualModel')}
      </Badge>
    )
  }
  const state = writers.find(({ name }) => name === model)?.state ?? 'gone'
  return (
    <>
      <Badge tone={state === 'ready' ? 'accent' : 'warn'}>{model}</Badge>
      {state === 'ready' ? null : (
        <span className={styles.wrong}>{t(`operate.assistants.modelStates.${state}`)}</span>
      )}
    </>
  )
}

const shownMax = 6

function DatasetBadges({ names }: { readonly names: readonly string[] }): ReactNode {
  const { t } = useWords()
  if (names.length === 0) return <Badge tone="warn">{t('operate.assistants.noDataset')}</Badge>
  const hidden = names.length - shownMax
  return (
    <>
      {names.slice(0, shownMax).map((name) => (
        <Badge key={name}>{name}</Badge>
      ))}
      {hidden > 0 ? <Badge>{t('operate.assistants.others', { count: hidden })}</Badge> : null}
    </>
  )
}
