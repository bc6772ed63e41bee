// The page ChatPage.

import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/layout.tsx'

export function ChatPage() {
  const { t } = useTranslation()
  return <Page title={t('chat.title')}>{null}</Page>
}
