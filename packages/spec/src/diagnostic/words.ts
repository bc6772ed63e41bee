// Turns the facts of a diagnostic into words, in the reader's language.

import type { Code, DiagnosticParams } from './codes.js'
import type { DiagnosticOf } from './diagnostic.js'
import { english } from './words-en.js'
import { korean } from './words-ko.js'

export type Language = 'en' | 'ko'

/** What can be said about a code. `why` and `fix` are whole sentences; `message` has no full stop. */
export type Wording<Params> = {
  readonly title: string
  readonly message: (params: Params) => string
  readonly why: string
  readonly fix: string
}

/** One language's words, complete by type. */
export type Words = { readonly [C in Code]: Wording<DiagnosticParams[C]> }

const words: { readonly [L in Language]: Words } = { en: english, ko: korean }

export function wordingOf<C extends Code>(code: C, language: Language): Words[C] {
  return words[language][code]
}

export function messageOf<C extends Code>(finding: DiagnosticOf<C>, language: Language): string {
  return words[language][finding.code].message(finding.params)
}
