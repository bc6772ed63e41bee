// The page TracesPage.

import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/layout.tsx'

export function TracesPage() {
  const { t } = useTranslation()
  return <Page title={t('traces.title')}>{null}</Page>
}
