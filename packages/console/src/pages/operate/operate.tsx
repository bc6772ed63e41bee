// The page OperatePage.

import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/layout.tsx'

export function OperatePage() {
  const { t } = useTranslation()
  return <Page title={t('operate.title')}>{null}</Page>
}
