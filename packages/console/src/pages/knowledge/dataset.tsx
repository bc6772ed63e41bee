// The page DatasetPage.

import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/layout.tsx'

export function DatasetPage() {
  const { t } = useTranslation()
  return <Page title={t('knowledge.title')}>{null}</Page>
}
