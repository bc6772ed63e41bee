// The page of traces: how long steps take, filters, and the list.

import { useIsFetching, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Lock, RefreshCw } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { IconButton } from '../../ui/button.tsx'
import { Card, Page } from '../../ui/layout.tsx'
import { Empty } from '../../ui/state.tsx'
import { TraceFilters } from './filters.tsx'
import { TraceList } from './list.tsx'
import { TraceSummary } from './summary.tsx'

export function TracesPage() {
  const { t } = useWords()
  const search = useSearch({ from: '/signed-in/traces' })
  if (!meets(useSession(), 'admin')) {
    return <Empty icon={<Lock />} title={t('traces.title')} text={t('common.needsAdmin')} />
  }
  return (
    <Page title={t('traces.title')} lead={t('traces.lead')} actions={<Refresh />}>
      <Card isPadded={false}>
        <TraceFilters search={search} />
      </Card>
      <TraceSummary hours={search.hours} />
      <Card isPadded={false}>
        <TraceList search={search} />
      </Card>
    </Page>
  )
}

function Refresh() {
  const { t } = useWords()
  const client = useQueryClient()
  const isBusy = useIsFetching({ queryKey: ['traces'] }) > 0
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['trace-summary'] })
    await client.invalidateQueries({ queryKey: ['traces'] })
  }
  return (
    <IconButton
      icon={<RefreshCw size={18} aria-hidden />}
      label={t('traces.refresh')}
      look="plain"
      isBusy={isBusy}
      onPress={() => void refresh()}
    />
  )
}
