// What a kind of personal data is called that was masked.

import i18next from 'i18next'
import type { paths } from '../api/schema.d.ts'
import { useWords } from './use-words.ts'

type Message =
  paths['/api/v1/conversations/{id}/messages']['get']['responses'][200]['content']['application/json']['items'][number]

export type MaskedKind = NonNullable<Message['masked']>[number]['kind']

/** Traces name kinds in plain text: one that has no word is of a newer service. */
export function useMaskedKind(): (kind: string) => string {
  const { t } = useWords()
  return (kind) => t(`chat.masked.kinds.${isWorded(kind) ? kind : 'CUSTOM'}`)
}

const isWorded = (kind: string): kind is MaskedKind => i18next.exists(`chat.masked.kinds.${kind}`)
