// Makes a tenant, or changes its limits and models.

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { api, dataOf } from '../../api/client.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FormActions } from '../../ui/form-actions.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { FailureNote } from '../../ui/state.tsx'
import { modelsQuery } from './operate-queries.ts'
import styles from './operate.module.css'
import type { Tenant } from './tenant-card.tsx'

const limitMax = 1_000_000_000
const usual = { name: '', requestsPerMinute: 600, tokensPerMinute: 1_000_000, models: [] } as const

type TenantDialogProps = {
  /** Absent makes a new one. */
  readonly tenant: Tenant | undefined
  readonly onClose: () => void
}

type Draft = {
  readonly name: string
  readonly requestsPerMinute: number
  readonly tokensPerMinute: number
  readonly models: readonly string[]
}

export function TenantDialog({ tenant, onClose }: TenantDialogProps) {
  const { t } = useWords()
  const [draft, setDraft] = useState<Draft>(tenant ?? usual)
  const change = (changed: Partial<Draft>): void =>
    setDraft((before) => ({ ...before, ...changed }))
  const { mutate, isPending, error } = useSave(tenant, onClose)
  const title =
    tenant === undefined
      ? t('operate.tenants.add')
      : t('operate.tenants.edit', { name: tenant.name })
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault()
          mutate(draft)
        }}
      >
        {tenant === undefined ? (
          <TextField
            label={t('common.name')}
            hint={t('operate.tenants.nameHint')}
            value={draft.name}
            onChange={(name) => change({ name })}
            isRequired
            autoFocus
          />
        ) : null}
        <NumberField
          label={t('operate.tenants.requests')}
          value={draft.requestsPerMinute}
          onChange={(requestsPerMinute) => change({ requestsPerMinute })}
          minValue={1}
          maxValue={limitMax}
        />
        <NumberField
          label={t('operate.tenants.tokens')}
          value={draft.tokensPerMinute}
          onChange={(tokensPerMinute) => change({ tokensPerMinute })}
          minValue={1}
          maxValue={limitMax}
          hint={t('operate.tenants.limitsHint')}
        />
        <ModelChoice models={draft.models} onChange={(models) => change({ models })} />
        <FailureNote failure={error} />
        <FormActions onCancel={onClose} isBusy={isPending}>
          {t('common.save')}
        </FormActions>
      </Form>
    </Dialog>
  )
}

function useSave(tenant: Tenant | undefined, onClose: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ name, requestsPerMinute, tokensPerMinute, models }: Draft) => {
      const limits = { requestsPerMinute, tokensPerMinute, models: [...models] }
      return tenant === undefined
        ? dataOf(api.POST('/api/v1/tenants', { body: { name, ...limits } }))
        : dataOf(
            api.PATCH('/api/v1/tenants/{id}', {
              params: { path: { id: tenant.id } },
              body: limits,
            }),
          )
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['tenants'] })
      await client.invalidateQueries({ queryKey: ['tenant-minutes'] })
      onClose()
    },
  })
}

type ModelChoiceProps = {
  readonly models: readonly string[]
  readonly onChange: (models: readonly string[]) => void
}

/** None chosen means all, also those that come later. */
function ModelChoice({ models, onChange }: ModelChoiceProps) {
  const { t } = useWords()
  const { data } = useQuery(modelsQuery)
  const names = [...new Set([...(data?.items ?? []).map(({ name }) => name), ...models])].toSorted()
  return (
    <fieldset className={styles.choices}>
      <legend>{t('operate.tenants.models')}</legend>
      <Checkbox
        isSelected={models.length === 0}
        isDisabled={models.length === 0}
        onChange={() => onChange([])}
      >
        {t('operate.tenants.allModels')}
      </Checkbox>
      {names.map((name) => (
        <Checkbox
          key={name}
          isSelected={models.includes(name)}
          onChange={(isSelected) =>
            onChange(isSelected ? [...models, name] : models.filter((each) => each !== name))
          }
        >
          {name}
        </Checkbox>
      ))}
    </fieldset>
  )
}
