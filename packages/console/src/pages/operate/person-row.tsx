// One person of the tenant: the role, how they sign in, and what can be changed.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../../words/use-words.ts'
import { api, dataOf, done } from '../../api/client.ts'
import { useSession } from '../../api/session.ts'
import { buttonClass } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Badge } from '../../ui/layout.tsx'
import { focusContentSoon } from '../../ui/focus-content.ts'
import { Menu } from '../../ui/menu.tsx'
import { FailureNote } from '../../ui/state.tsx'
import { useFormat } from '../../words/format.ts'
import styles from './operate.module.css'
import { PasswordDialog } from './person-dialogs.tsx'

type Role = 'admin' | 'member'

type Person = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly isFromGroup: boolean
  readonly isDisabled: boolean
  readonly hasPassword: boolean
  readonly createdAtMs: number
}

export function PersonRow({ person }: { readonly person: Person }) {
  const { t } = useWords()
  const format = useFormat()
  const [asked, setAsked] = useState<'password' | 'remove' | undefined>(undefined)
  const close = (): void => setAsked(undefined)
  const { setRole, remove } = usePersonChanges(person)
  return (
    <li className={styles.personRow}>
      <span className={styles.initial} aria-hidden>
        {person.name.slice(0, 1).toUpperCase()}
      </span>
      <div className={styles.personWords}>
        <strong>{person.name}</strong>
        <span className={styles.quiet}>{person.email}</span>
        <FailureNote failure={setRole.error} />
      </div>
      <div className={styles.badges}>
        <Badge tone={person.role === 'admin' ? 'accent' : 'plain'}>
          {t(`operate.people.roles.${person.role}`)}
        </Badge>
        <Badge>{t(`operate.people.signIn.${signInOf(person)}`)}</Badge>
        {person.isDisabled ? <Badge tone="bad">{t('operate.people.disabled')}</Badge> : null}
      </div>
      <span className={`${styles.quiet ?? ''} ${styles.since ?? ''}`}>
        {format.date(person.createdAtMs)}
      </span>
      <PersonMenu
        person={person}
        onRole={(role) => setRole.mutate(role)}
        onAsk={(what) => setAsked(what)}
      />
      {asked === 'password' ? <PasswordDialog person={person} onClose={close} /> : null}
      <ConfirmDialog
        title={t('operate.people.removeTitle', { name: person.name })}
        text={t('operate.people.removeText')}
        action={t('operate.people.remove')}
        isOpen={asked === 'remove'}
        onClose={close}
        onConfirm={remove}
      />
    </li>
  )
}

const signInOf = ({ hasPassword, isFromGroup }: Person): 'group' | 'password' | 'provider' =>
  isFromGroup ? 'group' : hasPassword ? 'password' : 'provider'

function usePersonChanges({ id }: Person) {
  const client = useQueryClient()
  const params = { path: { id } }
  const refresh = () => client.invalidateQueries({ queryKey: ['users'] })
  const setRole = useMutation({
    mutationFn: (role: Role) => dataOf(api.PATCH('/api/v1/users/{id}', { params, body: { role } })),
    onSuccess: refresh,
  })
  const remove = async (): Promise<void> => {
    await done(api.DELETE('/api/v1/users/{id}', { params }))
    await refresh()
    focusContentSoon()
  }
  return { setRole, remove }
}

type PersonMenuProps = {
  readonly person: Person
  readonly onRole: (role: Role) => void
  readonly onAsk: (what: 'password' | 'remove') => void
}

/** Nobody takes the role from themselves or themselves out: somebody must be left who can undo it. */
function PersonMenu({ person, onRole, onAsk }: PersonMenuProps) {
  const { t } = useWords()
  const { user } = useSession()
  const own = user?.id === person.id ? t('operate.people.reasons.own') : undefined
  const group = person.isFromGroup ? t('operate.people.reasons.group') : undefined
  const next: Role = person.role === 'admin' ? 'member' : 'admin'
  return (
    <Menu
      label={t('common.actions')}
      actions={[
        {
          key: 'role',
          label: t(`operate.people.make.${next}`),
          reason: own ?? group,
          run: () => onRole(next),
        },
        {
          key: 'password',
          label: t('operate.people.setPassword'),
          reason: user?.id === person.id ? t('operate.people.reasons.ownPassword') : undefined,
          run: () => onAsk('password'),
        },
        {
          key: 'remove',
          label: t('operate.people.remove'),
          isDangerous: true,
          reason: own,
          run: () => onAsk('remove'),
        },
      ]}
    >
      <AriaButton
        className={`${buttonClass('quiet', 'small')} ${styles.menuButton ?? ''}`}
        aria-label={t('operate.people.actions', { name: person.name })}
      >
        <Ellipsis size={18} aria-hidden />
      </AriaButton>
    </Menu>
  )
}
