// The frame around every page: areas at the side, who is signed in, and the page itself.

import { onlineManager } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { BookOpenText, Boxes, Menu as MenuIcon, MessagesSquare, Route, Server } from 'lucide-react'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../words/use-words.ts'
import { chooseTenant, meets, signOut, useSession, type Need } from '../api/session.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu, type MenuAction } from '../ui/menu.tsx'
import iconUrl from './icon.svg'
import styles from './shell.module.css'

type AreaKey = 'chat' | 'knowledge' | 'traces' | 'platform' | 'operate'

type Area = {
  readonly key: AreaKey
  readonly to: '/chat' | '/knowledge' | '/traces' | '/platform' | '/operate/{-$section}'
  readonly icon: ReactNode
  readonly needs?: Need
}

const areas: readonly Area[] = [
  { key: 'chat', to: '/chat', icon: <MessagesSquare size={18} aria-hidden /> },
  { key: 'knowledge', to: '/knowledge', icon: <BookOpenText size={18} aria-hidden /> },
  { key: 'traces', to: '/traces', icon: <Route size={18} aria-hidden />, needs: 'admin' },
  { key: 'platform', to: '/platform', icon: <Boxes size={18} aria-hidden /> },
  {
    key: 'operate',
    to: '/operate/{-$section}',
    icon: <Server size={18} aria-hidden />,
    needs: 'admin',
  },
]

export function Shell() {
  const { t } = useWords()
  const pathname = useRouterState({ select: ({ location }) => location.pathname })
  // The page where it was opened: going elsewhere closes it.
  const [openAt, setOpenAt] = useState<string | undefined>(undefined)
  const isOpen = openAt === pathname
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        {t('common.skip')}
      </a>
      <header className={styles.top}>
        <IconButton
          icon={<MenuIcon size={20} aria-hidden />}
          label={t('common.menu')}
          onPress={() => setOpenAt(pathname)}
        />
        <Brand />
      </header>
      <button
        type="button"
        className={styles.shade}
        data-open={isOpen}
        aria-label={t('common.close')}
        onClick={() => setOpenAt(undefined)}
      />
      <aside className={styles.side} data-open={isOpen}>
        <Brand />
        <nav className={styles.areas} aria-label={t('common.areas.label')}>
          {areas.map((area) => (
            <AreaLink key={area.key} area={area} />
          ))}
        </nav>
        <PersonMenu />
      </aside>
      <main id="content" className={styles.main} tabIndex={-1}>
        <OfflineNote />
        <Outlet />
      </main>
    </div>
  )
}

function Brand() {
  const { t } = useWords()
  return (
    <div className={styles.brand}>
      <img src={iconUrl} alt="" />
      <span>{t('common.product')}</span>
    </div>
  )
}

function AreaLink({ area: { key, to, icon, needs } }: { readonly area: Area }) {
  const { t } = useWords()
  const session = useSession()
  const label = t(`common.areas.${key}`)
  if (needs !== undefined && !meets(session, needs)) {
    return (
      <span className={styles.area} aria-disabled="true" title={t('common.needsAdmin')}>
        {icon}
        {label}
        <span className="visually-hidden">{t('common.needsAdmin')}</span>
      </span>
    )
  }
  return (
    <Link to={to} className={styles.area ?? ''}>
      {icon}
      {label}
    </Link>
  )
}

/** Who is signed in, the tenants to choose from, the account and the way out. */
function PersonMenu() {
  const { t } = useWords()
  const navigate = useNavigate()
  const { user, tenant, tenants } = useSession()
  const name = user?.name ?? ''
  const others = tenants.filter(({ id }) => id !== tenant?.id)
  const actions: readonly MenuAction[] = [
    ...others.map((other) => ({
      key: other.id,
      label: `${t('common.tenant')}: ${other.name}`,
      run: () => void chooseTenant(other.id),
    })),
    {
      key: 'account',
      label: t('common.areas.account'),
      run: () => void navigate({ to: '/account' }),
    },
    {
      key: 'sign-out',
      label: t('common.signOut'),
      run: () => void signOut(),
    },
  ]
  return (
    <Menu label={t('common.areas.account')} actions={actions}>
      <AriaButton className={styles.person ?? ''}>
        <span className={styles.initial} aria-hidden>
          {name.slice(0, 1).toUpperCase()}
        </span>
        <span className={styles.who}>
          <span>{name}</span>
          <span className={styles.quiet}>{tenant?.name ?? ''}</span>
        </span>
      </AriaButton>
    </Menu>
  )
}

function OfflineNote() {
  const { t } = useWords()
  const isOnline = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  )
  if (isOnline) return null
  return (
    <p className={styles.offline} role="status">
      {t('common.errors.offline')}
    </p>
  )
}
