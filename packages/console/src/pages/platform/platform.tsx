// The page PlatformPage.

import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/layout.tsx'

export function PlatformPage() {
  const { t } = useTranslation()
  return <Page title={t('platform.title')}>{null}</Page>
}
