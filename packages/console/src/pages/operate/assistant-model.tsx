// Which model writes the answers of an assistant: the usual one, or one of those that the tenant may use.

import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../words/use-words.ts'
import { Select } from '../../ui/field.tsx'
import { FailureNote } from '../../ui/state.tsx'
import { modelStatesOf } from './assistant-draft.ts'
import { modelsQuery } from './operate-queries.ts'

const usual = 'usual'
/** A model may have any name, also that of the usual one's key. */
const keyOf = (model: string | null): string => (model === null ? usual : `model ${model}`)

type AssistantModelProps = {
  readonly model: string | null
  readonly onChange: (changed: { readonly model: string | null }) => void
}

export function AssistantModel({ model, onChange }: AssistantModelProps) {
  const { t } = useWords()
  const { data, error } = useQuery(modelsQuery)
  const named = modelStatesOf(data?.items ?? [], model)
  return (
    <>
      <Select
        label={t('operate.assistants.model')}
        value={keyOf(model)}
        onChange={(key) =>
          onChange({ model: named.find(({ name }) => keyOf(name) === key)?.name ?? null })
        }
        choices={[
          {
            key: usual,
            label: t('operate.assistants.usualModel'),
            detail: t('operate.assistants.usualModelDetail'),
          },
          ...named.map(({ name, state }) => ({
            key: keyOf(name),
            label: name,
            ...(state === 'ready' || data === undefined
              ? {}
              : { detail: t(`operate.assistants.modelStates.${state}`) }),
          })),
        ]}
      />
      <FailureNote failure={error} />
    </>
  )
}
