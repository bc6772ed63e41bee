// What stands where a page would: while it loads, when it fails, and when there is none.

import { useRouter } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useWords } from '../words/use-words.ts'
import { Button } from '../ui/button.tsx'
import { Empty, FailureNote, Loading } from '../ui/state.tsx'

export function NotFound() {
  const { t } = useWords()
  return (
    <Empty icon={<Compass />} title={t('common.notFound.title')} text={t('common.notFound.text')} />
  )
}

export function Pending() {
  return <Loading />
}

export function Crashed({ error }: { readonly error: unknown }) {
  const { t } = useWords()
  const router = useRouter()
  return (
    <Empty title={t('common.crashed.title')} text={t('common.crashed.text')}>
      <FailureNote failure={error} />
      <Button onPress={() => void router.invalidate()}>{t('common.retry')}</Button>
    </Empty>
  )
}
