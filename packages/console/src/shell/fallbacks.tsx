// What stands where a page would: while it loads, when it fails, and when there is none.

import { useRouter } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Empty, FailureNote, Loading } from '../ui/state.tsx'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <Empty icon={<Compass />} title={t('common.notFound.title')} text={t('common.notFound.text')} />
  )
}

export function Pending() {
  return <Loading />
}

export function Crashed({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  const router = useRouter()
  return (
    <Empty title={t('common.crashed.title')} text={t('common.crashed.text')}>
      <FailureNote failure={error} />
      <Button onPress={() => void router.invalidate()}>{t('common.retry')}</Button>
    </Empty>
  )
}
