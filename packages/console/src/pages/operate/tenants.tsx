// Tenants with their limits and what they use of them; whoever is no operator sees their own.

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Empty, Failed, Loading } from '../../ui/state.tsx'
import { minuteQuery, tenantMinutesQuery, tenantsQuery, usageQuery } from './operate-queries.ts'
import styles from './operate.module.css'
import { Paged } from './paged.tsx'
import { TenantCard, type MinuteUsage, type Tenant } from './tenant-card.tsx'
import { TenantDialog } from './tenant-dialog.tsx'
import { UsageCharts } from './usage-charts.tsx'

export function Tenants() {
  const session = useSession()
  if (meets(session, 'operator')) return <AllTenants />
  return <OwnTenant />
}

function OwnTenant() {
  const { data, error, refetch } = useQuery(minuteQuery)
  return (
    <>
      {data === undefined ? (
        error === null ? (
          <Loading lines={3} />
        ) : (
          <Failed failure={error} onRetry={() => void refetch()} />
        )
      ) : (
        <ul className={styles.cards}>
          <TenantCard name={data.tenantName} minute={data} />
        </ul>
      )}
      <UsageCharts scope="tenant" />
    </>
  )
}

function AllTenants() {
  const { t } = useWords()
  const query = useInfiniteQuery(tenantsQuery)
  const [edited, setEdited] = useState<Tenant | 'new' | undefined>(undefined)
  return (
    <>
      <div className={styles.bar}>
        <h2>{t('operate.tenants.title')}</h2>
        <Button look="primary" onPress={() => setEdited('new')}>
          <Plus size={16} aria-hidden />
          {t('operate.tenants.add')}
        </Button>
      </div>
      <Paged query={query} empty={<Empty title={t('operate.tenants.empty')} />}>
        {(tenants) => <TenantCards tenants={tenants} onEdit={setEdited} />}
      </Paged>
      <UsageCharts scope="platform" />
      {edited === undefined ? null : (
        <TenantDialog
          tenant={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  )
}

type TenantCardsProps = {
  readonly tenants: readonly Tenant[]
  readonly onEdit: (tenant: Tenant) => void
}

function TenantCards({ tenants, onEdit }: TenantCardsProps) {
  const { data: minutes } = useInfiniteQuery(tenantMinutesQuery)
  const { data: month } = useQuery(usageQuery('platform', 'tenant'))
  const known = minutes?.pages.flatMap(({ items }): readonly MinuteUsage[] => items) ?? []
  return (
    <ul className={styles.cards}>
      {tenants.map((tenant) => (
        <TenantCard
          key={tenant.id}
          name={tenant.name}
          tenant={tenant}
          minute={known.find(({ tenant: id }) => id === tenant.id)}
          month={month?.find(({ tenant: id }) => id === tenant.id)}
          onEdit={() => onEdit(tenant)}
        />
      ))}
    </ul>
  )
}
