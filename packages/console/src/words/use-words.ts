// The words of the language that is shown, for what stands on a page many times.

import i18next, { type TFunction } from 'i18next'
import { createContext, createElement, useContext, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type ShownWords = { readonly t: TFunction; readonly language: string }

const WordsContext = createContext<ShownWords>({ t: i18next.t, language: '' })

/** Asks the library once for everybody: it copies itself and listens anew for each component that asks. */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const {
    t,
    i18n: { language },
  } = useTranslation()
  const value = useMemo(() => ({ t, language }), [t, language])
  return createElement(WordsContext, { value }, children)
}

export const useWords = (): ShownWords => useContext(WordsContext)
