// The filters over the list of traces; they stand in the address, so that a link carries them.

import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Select, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './list.module.css'
import { hoursChoices, readTracesSearch, slowerChoices, type TracesSearch } from './search.ts'
import { askedNamesQuery } from './trace-queries.ts'

const typingPauseMs = 350
const anyModel = '*'

export function TraceFilters({ search }: { readonly search: TracesSearch }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const change = (changed: { readonly [name: string]: unknown }): void =>
    void navigate({
      to: '/traces',
      search: (before) => readTracesSearch({ ...before, ...changed }),
      replace: true,
    })
  return (
    <search className={styles.filters} aria-label={t('traces.filters.label')}>
      <Containing
        key={search.containing === undefined ? 'empty' : 'given'}
        value={search.containing ?? ''}
        onChange={(containing) => change({ containing })}
      />
      <Hours value={search.hours} onChange={(hours) => change({ hours })} />
      <Slower value={search.slowerThanMs} onChange={(slowerThanMs) => change({ slowerThanMs })} />
      <Model value={search.model} onChange={(model) => change({ model })} />
      <div className={styles.switches}>
        <Checkbox
          isSelected={search.failed === true}
          onChange={(isSelected) => change({ failed: isSelected ? true : undefined })}
        >
          {t('traces.filters.failed')}
        </Checkbox>
        {Object.keys(search).length === 0 ? null : (
          <Button
            look="quiet"
            size="small"
            onPress={() => void navigate({ to: '/traces', search: {} })}
          >
            {t('traces.filters.clear')}
          </Button>
        )}
      </div>
    </search>
  )
}

type FilterProps<Value> = {
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** Searches when typing pauses. */
function Containing({ value, onChange }: FilterProps<string>) {
  const { t } = useWords()
  const [typed, setTyped] = useState(value)
  useEffect(() => {
    if (typed === value) return undefined
    const timer = setTimeout(() => onChange(typed), typingPauseMs)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <div className={styles.containing}>
      <Search size={16} aria-hidden />
      <TextField
        type="search"
        label={t('traces.filters.containing')}
        placeholder={t('traces.filters.containing')}
        isLabelHidden
        value={typed}
        onChange={setTyped}
        maxLength={200}
      />
    </div>
  )
}

function Hours({ value, onChange }: FilterProps<TracesSearch['hours'] | undefined>) {
  const { t } = useWords()
  return (
    <Select
      label={t('traces.filters.hours')}
      isLabelHidden
      value={String(value ?? hoursChoices[0])}
      choices={hoursChoices
        .toSorted((one, other) => one - other)
        .map((hours) => ({ key: String(hours), label: t(`traces.filters.lastHours.h${hours}`) }))}
      onChange={(key) => onChange(hoursChoices.find((hours) => String(hours) === key))}
    />
  )
}

function Slower({ value, onChange }: FilterProps<TracesSearch['slowerThanMs'] | undefined>) {
  const { t } = useWords()
  const format = useFormat()
  return (
    <Select
      label={t('traces.filters.slower')}
      isLabelHidden
      value={String(value ?? 0)}
      choices={slowerChoices.map((slower) => ({
        key: String(slower),
        label:
          slower === 0
            ? t('traces.filters.any')
            : t('traces.filters.slowerThan', { duration: format.duration(slower) }),
      }))}
      onChange={(key) => onChange(slowerChoices.find((slower) => String(slower) === key))}
    />
  )
}

function Model({ value, onChange }: FilterProps<string | undefined>) {
  const { t } = useWords()
  const { data = [] } = useQuery(askedNamesQuery)
  const names = [...new Set([...data, ...(value === undefined ? [] : [value])])]
  return (
    <Select
      label={t('traces.filters.model')}
      isLabelHidden
      value={value ?? anyModel}
      choices={[
        { key: anyModel, label: t('traces.filters.anyModel') },
        ...names.map((name) => ({ key: name, label: name })),
      ]}
      onChange={(key) => onChange(key === anyModel ? undefined : key)}
    />
  )
}
