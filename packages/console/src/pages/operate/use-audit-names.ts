// Actions and actors of the audit log in words; what nobody has words for keeps its own name.

import { useWords } from '../../words/use-words.ts'
import { auditActions } from './audit-actions.ts'

export function useActionName(): (action: string) => string {
  const { t } = useWords()
  return (action) => {
    const known = auditActions.find(([name]) => name === action)
    return known === undefined ? action : t(`operate.audit.actions.${known[1]}`)
  }
}

/** Who an entry names; by the end of the identifier where nobody is called so any more. */
export function useActorName(): (entry: {
  readonly actor: string
  readonly actorName: string | null
}) => string {
  const { t } = useWords()
  return ({ actor, actorName }) => {
    const [kind, id = ''] = actor.split(':')
    if (kind === 'system') return t('operate.audit.actors.system')
    if (kind === 'operator') return t('operate.audit.actors.operator')
    if (kind === 'key')
      return t('operate.audit.actors.key', { name: actorName ?? `…${id.slice(-8)}` })
    return actorName ?? (id === '' ? t('operate.audit.actors.unknown') : id)
  }
}
