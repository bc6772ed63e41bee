// The words of the language that is shown.

import i18next, { type TFunction } from 'i18next'
import { createContext, createElement, useContext, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from './words.ts'

type ShownWords = { readonly t: TFunction; readonly language: Language }

const WordsContext = createContext<ShownWords>({ t: i18next.t, language: 'en' })

/** Asks the library once for everybody: it copies itself and listens anew for each component that would ask. */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'ko' ? 'ko' : 'en'
  const value = useMemo((): ShownWords => ({ t, language }), [t, language])
  return createElement(WordsContext, { value }, children)
}

export const useWords = (): ShownWords => useContext(WordsContext)
