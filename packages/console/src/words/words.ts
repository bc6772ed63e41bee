// The words of the console: one language is loaded, the browser's first, and each has every word of English.

import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { words as english } from './en/words.ts'

export const languages = { ko: '한국어', en: 'English' } as const
export type Language = keyof typeof languages

/** The same words in another language. */
type WordsLike<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string ? string : WordsLike<Words[Key]>
}

export type Words = WordsLike<typeof english>

const loaders: { readonly [language in Language]: () => Promise<{ readonly words: Words }> } = {
  ko: () => import('./ko/words.ts'),
  en: () => import('./en/words.ts'),
}

const storageKey = 'llmflow.language'

/** What was chosen here before, else the first language of the browser that there are words for, else English. */
export function languageOf(chosen: string | null, preferred: readonly string[]): Language {
  for (const tag of [chosen ?? '', ...preferred]) {
    const language = tag.slice(0, 2).toLowerCase()
    if (language === 'ko' || language === 'en') return language
  }
  return 'en'
}

export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    fallbackLng: false,
    interpolation: { escapeValue: false },
    resources: {},
  })
  await show(languageOf(localStorage.getItem(storageKey), navigator.languages))
}

/** Shows another language at once, and in this browser from now on. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language)
  await show(language)
}

async function show(language: Language): Promise<void> {
  const { words } = await loaders[language]()
  i18next.addResourceBundle(language, 'translation', words)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
