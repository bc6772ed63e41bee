// Who changed what, the latest first: in the tenant, and for operators on the whole platform.

import { useInfiniteQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { Select } from '../../ui/field.tsx'
import { Badge, Card } from '../../ui/layout.tsx'
import { Empty } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import { auditQuery, tenantsQuery } from './operate-queries.ts'
import styles from './operate.module.css'
import { Paged } from './paged.tsx'
import { useActionName, useActorName } from './use-audit-names.ts'

type Scope = 'tenant' | 'platform'

export function Audit() {
  const { t } = useWords()
  const session = useSession()
  const isOperator = meets(session, 'operator')
  const isAdmin = meets(session, 'admin')
  const [chosen, setChosen] = useState<Scope>('tenant')
  const scope = isAdmin ? (isOperator ? chosen : 'tenant') : 'platform'
  const choices = [
    { key: 'tenant', label: t('operate.audit.ofTenant', { tenant: session.tenant?.name ?? '' }) },
    { key: 'platform', label: t('operate.audit.ofPlatform') },
  ] as const
  return (
    <>
      {isAdmin && isOperator ? (
        <div className={styles.narrow}>
          <Select
            label={t('operate.audit.scope')}
            choices={choices}
            value={scope}
            onChange={setChosen}
          />
        </div>
      ) : null}
      <Entries key={scope} scope={scope} />
    </>
  )
}

function Entries({ scope }: { readonly scope: Scope }) {
  const { t } = useWords()
  const query = useInfiniteQuery(auditQuery(scope))
  return (
    <Card isPadded={false}>
      <Paged query={query} empty={<Empty icon={<ScrollText />} title={t('operate.audit.empty')} />}>
        {(entries) => (
          <ul className={styles.rows} aria-label={t('operate.sections.audit')}>
            {entries.map((entry) => (
              <AuditRow key={entry.id} entry={entry} hasTenant={scope === 'platform'} />
            ))}
          </ul>
        )}
      </Paged>
    </Card>
  )
}

type Entry = {
  readonly id: string
  readonly atMs: number
  readonly tenantId: string | null
  readonly actor: string
  readonly actorName: string | null
  readonly address: string
  readonly action: string
  readonly subject: string
  readonly subjectName: string | null
  readonly detail: { readonly [name: string]: unknown }
}

type AuditRowProps = { readonly entry: Entry; readonly hasTenant: boolean }

function AuditRow({ entry, hasTenant }: AuditRowProps) {
  const format = useFormat()
  const actionName = useActionName()
  const actorName = useActorName()
  const { atMs, address, action, subject, subjectName, detail } = entry
  const { name, email, ...rest } = detail
  const title = [name, email].find((each) => typeof each === 'string') ?? subjectName ?? subject
  return (
    <li className={styles.auditRow}>
      <time className={styles.quiet} dateTime={new Date(atMs).toISOString()}>
        {format.dateTime(atMs)}
      </time>
      <div className={styles.personWords}>
        <span>
          <strong>{actionName(action)}</strong>{' '}
          {title === subject ? <code>{subject}</code> : shown(title)}{' '}
          {hasTenant && entry.tenantId !== null ? <TenantBadge id={entry.tenantId} /> : null}
        </span>
        <span className={styles.quiet}>
          {Object.entries(rest).map(([key, value]) => (
            <span key={key} className={styles.detail}>
              {key}: {shown(value)}
            </span>
          ))}
        </span>
      </div>
      <div className={styles.auditActor}>
        <span>{actorName(entry)}</span>
        <span className={styles.quiet}>{address}</span>
      </div>
    </li>
  )
}

const shown = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map(shown).join(', ')
      : JSON.stringify(value)

function TenantBadge({ id }: { readonly id: string }) {
  const { data } = useInfiniteQuery(tenantsQuery)
  const found = data?.pages.flatMap(({ items }) => items).find((tenant) => tenant.id === id)
  return <Badge>{found?.name ?? id.slice(-8)}</Badge>
}
