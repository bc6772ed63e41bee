// Why somebody can't change what is known; undefined for those who can.

import { useWords } from '../../words/use-words.ts'
import { meets, useSession } from '../../api/session.ts'

export function useWriteReason(): string | undefined {
  const { t } = useWords()
  const { scopes } = useSession()
  return scopes.some((scope) => scope === 'knowledge:write') ? undefined : t('knowledge.needsWrite')
}

export function useReadersReason(): string | undefined {
  const { t } = useWords()
  return meets(useSession(), 'admin') ? undefined : t('common.needsAdmin')
}
