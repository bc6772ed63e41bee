// People of the tenant, and for operators the accounts of all tenants.

import { useInfiniteQuery } from '@tanstack/react-query'
import { UserPlus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/layout.tsx'
import { Empty } from '../../ui/state.tsx'
import { Accounts } from './accounts.tsx'
import { usersQuery } from './operate-queries.ts'
import styles from './operate.module.css'
import { Paged } from './paged.tsx'
import { AddPersonDialog } from './person-dialogs.tsx'
import { PersonRow } from './person-row.tsx'

export function People() {
  const { t } = useWords()
  const session = useSession()
  const isAdmin = meets(session, 'admin')
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <div className={styles.bar}>
        <div>
          <h2>{t('operate.people.title', { tenant: session.tenant?.name ?? '' })}</h2>
        </div>
        <Button
          look="primary"
          reason={isAdmin ? undefined : t('common.needsAdmin')}
          onPress={() => setAdding(true)}
        >
          <UserPlus size={16} aria-hidden />
          {t('operate.people.add')}
        </Button>
      </div>
      {isAdmin ? <TenantPeople /> : <p className={styles.quiet}>{t('common.needsAdmin')}</p>}
      {isAdding ? <AddPersonDialog onClose={() => setAdding(false)} /> : null}
      {meets(session, 'operator') ? <Accounts /> : null}
    </>
  )
}

function TenantPeople() {
  const { t } = useWords()
  const query = useInfiniteQuery(usersQuery)
  return (
    <Card isPadded={false}>
      <Paged
        query={query}
        empty={<Empty icon={<UsersRound />} title={t('operate.people.empty')} />}
      >
        {(people) => (
          <ul className={styles.rows} aria-label={t('operate.sections.people')}>
            {people.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </ul>
        )}
      </Paged>
    </Card>
  )
}
