// One form for signs that mean the same: full width, compatibility, decomposed Hangul, invisible ones.

/** NFKC, lower case, without soft hyphens and signs of no width. Hanja stay Hanja. */
export function normalizeText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(invisible, '').replaceAll(dashes, '-')
}

const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g
const dashes = /[\u2010-\u2015\u2212]/g
