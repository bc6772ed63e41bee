// The language that a question is asked in, as far as answers depend on it.

export const languages = ['ko', 'en'] as const

export type Language = (typeof languages)[number]

/** Korean where a fifth of the letters are Hangul: Korean sentences are full of English names. */
export function languageOf(text: string): Language {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const hangul = text.match(/\p{Script=Hangul}/gu)?.length ?? 0
  return hangul > 0 && hangul >= letters / 5 ? 'ko' : 'en'
}
