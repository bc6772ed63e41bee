// Keys for programs, and what each may do.

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Card } from '../../ui/layout.tsx'
import { Empty, Failed, Loading } from '../../ui/state.tsx'
import styles from './account.module.css'
import { keysKey, keysQuery, revokeKey, type ApiKey } from './key-queries.ts'
import { KeysTable } from './keys-table.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'

export function Keys() {
  const { t } = useWords()
  const session = useSession()
  const [isMaking, setMaking] = useState(false)
  return (
    <Card>
      <div className={styles.head}>
        <div>
          <h2>{t('account.keys.title')}</h2>
          <p className={styles.quiet}>
            {t(meets(session, 'admin') ? 'account.keys.leadAll' : 'account.keys.leadMine')}
          </p>
        </div>
        <Button look="primary" onPress={() => setMaking(true)}>
          <Plus size={16} aria-hidden />
          {t('account.keys.make')}
        </Button>
      </div>
      <KeyList />
      {isMaking ? <NewKeyDialog onClose={() => setMaking(false)} /> : null}
    </Card>
  )
}

function KeyList() {
  const { t } = useWords()
  const client = useQueryClient()
  const query = useInfiniteQuery(keysQuery)
  const { data, dataUpdatedAt, error, hasNextPage, isFetchingNextPage } = query
  const [revoked, setRevoked] = useState<ApiKey | undefined>(undefined)
  const keys = data?.pages.flatMap(({ items }) => items) ?? []
  if (data === undefined) {
    return error === null ? (
      <Loading />
    ) : (
      <Failed failure={error} onRetry={() => void query.refetch()} />
    )
  }
  if (keys.length === 0) {
    return (
      <Empty icon={<KeyRound />} title={t('account.keys.none')} text={t('account.keys.noneText')} />
    )
  }
  return (
    <>
      <KeysTable keys={keys} nowMs={dataUpdatedAt} onRevoke={setRevoked} />
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('common.more')}
        </Button>
      ) : null}
      <ConfirmDialog
        title={t('account.keys.revokeTitle')}
        text={t('account.keys.revokeText', { name: revoked?.name ?? '' })}
        action={t('account.keys.revoke')}
        isOpen={revoked !== undefined}
        onClose={() => setRevoked(undefined)}
        onConfirm={async () => {
          if (revoked !== undefined) await revokeKey(revoked.id)
          await client.invalidateQueries({ queryKey: keysKey })
        }}
      />
    </>
  )
}
