// Accounts of all tenants, for whoever operates the platform: opened, closed, and made operators.

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { api, dataOf } from '../../api/client.ts'
import { useSession } from '../../api/session.ts'
import { buttonClass } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Badge, Card } from '../../ui/layout.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Empty, FailureNote } from '../../ui/state.tsx'
import { accountsQuery } from './operate-queries.ts'
import styles from './operate.module.css'
import { Paged } from './paged.tsx'

type Account = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly issuer: string | null
  readonly isOperator: boolean
  readonly isDisabled: boolean
  readonly tenants: string[]
}

export function Accounts() {
  const { t } = useWords()
  const query = useInfiniteQuery(accountsQuery)
  return (
    <>
      <div>
        <h2>{t('operate.accounts.title')}</h2>
        <p className={styles.quiet}>{t('operate.accounts.lead')}</p>
      </div>
      <Card isPadded={false}>
        <Paged query={query} empty={<Empty title={t('operate.people.empty')} />}>
          {(accounts) => (
            <ul className={styles.rows} aria-label={t('operate.accounts.title')}>
              {accounts.map((account) => (
                <AccountRow key={account.id} account={account} />
              ))}
            </ul>
          )}
        </Paged>
      </Card>
    </>
  )
}

type AccountChange = { readonly isDisabled?: boolean; readonly isOperator?: boolean }

function AccountRow({ account }: { readonly account: Account }) {
  const { t } = useWords()
  const [isClosing, setClosing] = useState(false)
  const client = useQueryClient()
  const { mutate, mutateAsync, error } = useMutation({
    mutationFn: (body: AccountChange) =>
      dataOf(
        api.PATCH('/api/v1/platform/accounts/{id}', { params: { path: { id: account.id } }, body }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }),
  })
  return (
    <li className={styles.personRow}>
      <span className={styles.initial} aria-hidden>
        {account.name.slice(0, 1).toUpperCase()}
      </span>
      <div className={styles.personWords}>
        <strong>{account.name}</strong>
        <span className={styles.quiet}>{account.email}</span>
        <FailureNote failure={isClosing ? null : error} />
      </div>
      <div className={styles.badges}>
        {account.isOperator ? <Badge tone="accent">{t('operate.accounts.operator')}</Badge> : null}
        {account.tenants.map((tenant) => (
          <Badge key={tenant}>{tenant}</Badge>
        ))}
        {account.isDisabled ? <Badge tone="bad">{t('operate.people.disabled')}</Badge> : null}
      </div>
      <span className={styles.since} />
      <AccountMenu account={account} onChange={mutate} onClose={() => setClosing(true)} />
      <ConfirmDialog
        title={t('operate.accounts.closeTitle', { name: account.name })}
        text={t('operate.accounts.closeText')}
        action={t('operate.accounts.close')}
        isOpen={isClosing}
        onClose={() => setClosing(false)}
        onConfirm={() => mutateAsync({ isDisabled: true })}
      />
    </li>
  )
}

type AccountMenuProps = {
  readonly account: Account
  readonly onChange: (change: AccountChange) => void
  readonly onClose: () => void
}

function AccountMenu({ account, onChange, onClose }: AccountMenuProps) {
  const { t } = useWords()
  const { user } = useSession()
  const own = user?.id === account.id ? t('operate.people.reasons.own') : undefined
  const { isOperator, isDisabled, name } = account
  return (
    <Menu
      label={t('common.actions')}
      actions={[
        {
          key: 'operator',
          label: t(isOperator ? 'operate.accounts.demote' : 'operate.accounts.promote'),
          reason: own,
          run: () => onChange({ isOperator: !isOperator }),
        },
        isDisabled
          ? {
              key: 'open',
              label: t('operate.accounts.open'),
              run: () => onChange({ isDisabled: false }),
            }
          : {
              key: 'close',
              label: t('operate.accounts.close'),
              isDangerous: true,
              reason: own,
              run: onClose,
            },
      ]}
    >
      <AriaButton
        className={`${buttonClass('quiet', 'small')} ${styles.menuButton ?? ''}`}
        aria-label={t('operate.people.actions', { name })}
      >
        <Ellipsis size={18} aria-hidden />
      </AriaButton>
    </Menu>
  )
}
