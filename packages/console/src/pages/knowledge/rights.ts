// Why somebody can't change what is known; undefined for those who can.

import { useTranslation } from 'react-i18next'
import { meets, useSession } from '../../api/session.ts'

export function useWriteReason(): string | undefined {
  const { t } = useTranslation()
  const { scopes } = useSession()
  return scopes.some((scope) => scope === 'knowledge:write') ? undefined : t('knowledge.needsWrite')
}

export function useReadersReason(): string | undefined {
  const { t } = useTranslation()
  return meets(useSession(), 'admin') ? undefined : t('common.needsAdmin')
}
