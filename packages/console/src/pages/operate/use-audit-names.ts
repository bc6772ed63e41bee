// Actions and actors of the audit log in words; what nobody has words for keeps its own name.

import { useInfiniteQuery } from '@tanstack/react-query'
import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'
import { accountsQuery, usersQuery } from './operate-queries.ts'
import { auditActions } from './audit-actions.ts'

export function useActionName(): (action: string) => string {
  const { t } = useWords()
  return (action) => {
    const known = auditActions.find(([name]) => name === action)
    return known === undefined ? action : t(`operate.audit.actions.${known[1]}`)
  }
}

export function useActorName(): (actor: string) => string {
  const { t } = useWords()
  const session = useSession()
  const isOperator = meets(session, 'operator')
  const { data: users } = useInfiniteQuery({ ...usersQuery, enabled: meets(session, 'admin') })
  const { data: accounts } = useInfiniteQuery({ ...accountsQuery, enabled: isOperator })
  const people = [
    ...(users?.pages.flatMap(({ items }) => items) ?? []),
    ...(accounts?.pages.flatMap(({ items }) => items) ?? []),
  ]
  return (actor) => {
    const [kind, id = ''] = actor.split(':')
    if (kind === 'system') return t('operate.audit.actors.system')
    if (kind === 'operator') return t('operate.audit.actors.operator')
    if (kind === 'key') return t('operate.audit.actors.key', { id: id.slice(-8) })
    return people.find((person) => person.id === id)?.name ?? id
  }
}
