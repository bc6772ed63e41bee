// The page of operation: a section at a time, each with its address and loaded when it is visited.

import { useParams } from '@tanstack/react-router'
import { Lock } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { NotFound } from '../../shell/fallbacks.tsx'
import { Page, Tabs } from '../../ui/layout.tsx'
import { Empty, Loading } from '../../ui/state.tsx'

const sectionKeys = [
  'health',
  'models',
  'assistants',
  'tenants',
  'people',
  'audit',
  'checklists',
] as const

const sections = {
  health: lazy(async () => ({ default: (await import('./health.tsx')).Health })),
  models: lazy(async () => ({ default: (await import('./models.tsx')).Models })),
  assistants: lazy(async () => ({ default: (await import('./assistants.tsx')).Assistants })),
  tenants: lazy(async () => ({ default: (await import('./tenants.tsx')).Tenants })),
  people: lazy(async () => ({ default: (await import('./people.tsx')).People })),
  audit: lazy(async () => ({ default: (await import('./audit.tsx')).Audit })),
  checklists: lazy(async () => ({ default: (await import('./checklists.tsx')).Checklists })),
} as const

export function OperatePage() {
  const { t } = useWords()
  const session = useSession()
  const { section = 'health' } = useParams({ from: '/signed-in/operate/{-$section}' })
  const key = sectionKeys.find((known) => known === section)
  if (!meets(session, 'admin') && !meets(session, 'operator')) {
    return <Empty icon={<Lock />} title={t('operate.title')} text={t('common.needsAdmin')} />
  }
  if (key === undefined) return <NotFound />
  const Section = sections[key]
  return (
    <Page title={t('operate.title')} lead={t(`operate.leads.${key}`)}>
      <Tabs
        label={t('operate.sections.label')}
        tabs={sectionKeys.map((each) => ({
          to: each === 'health' ? '/operate' : `/operate/${each}`,
          label: t(`operate.sections.${each}`),
        }))}
      />
      <Suspense fallback={<Loading lines={6} />}>
        <Section />
      </Suspense>
    </Page>
  )
}
