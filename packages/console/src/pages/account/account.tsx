// My account: who I am, how the console looks, my password, and keys for programs.

import { useWords } from '../../words/use-words.ts'
import { useSession } from '../../api/session.ts'
import { Badge, Card, Page } from '../../ui/layout.tsx'
import styles from './account.module.css'
import { Appearance } from './appearance.tsx'
import { Keys } from './keys.tsx'
import { PasswordForm } from './password-form.tsx'

export function AccountPage() {
  const { t } = useWords()
  const { user } = useSession()
  return (
    <Page title={t('account.title')}>
      <div className={styles.columns}>
        <Person />
        <Appearance />
      </div>
      <Keys />
      {user?.hasPassword === true ? <PasswordForm /> : null}
    </Page>
  )
}

function Person() {
  const { t } = useWords()
  const { user, tenant, role, isOperator } = useSession()
  const name = user?.name ?? ''
  return (
    <Card>
      <h2>{t('account.person.title')}</h2>
      <div className={styles.person}>
        <span className={styles.initial} aria-hidden>
          {name.slice(0, 1).toUpperCase()}
        </span>
        <div className={styles.who}>
          <strong>{name}</strong>
          <span className={styles.quiet}>{user?.email ?? ''}</span>
        </div>
      </div>
      <dl className={styles.facts}>
        <dt>{t('common.tenant')}</dt>
        <dd>{tenant?.name ?? t('common.none')}</dd>
        <dt>{t('account.person.role')}</dt>
        <dd className={styles.badges}>
          <Badge tone="accent">{t(`account.roles.${role}`)}</Badge>
          {isOperator ? <Badge>{t('account.person.operator')}</Badge> : null}
        </dd>
      </dl>
    </Card>
  )
}
