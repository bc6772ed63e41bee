// Says reasons in the reader’s language. Where Korean is missing English stands, and a test fails.

import type { Language, Term } from '@llmflow/spec'
import { formulaPatterns, formulas } from './korean/formulas.js'
import { sourcePatterns, sources, subjects } from './korean/sources.js'
import { termNamePatterns, termNames, valuePatterns, values } from './korean/terms.js'

type Table = { readonly [english: string]: string }
type Patterns = readonly (readonly [english: RegExp, korean: string])[]

/** An object has names of its own beside those of the table. */
const entryOf = (table: Table, english: string): string | undefined =>
  Object.hasOwn(table, english) ? table[english] : undefined

function matched(patterns: Patterns, english: string): string | undefined {
  const found = patterns.find(([pattern]) => pattern.test(english))
  return found === undefined ? undefined : english.replace(...found)
}

const korean = (table: Table, patterns: Patterns, english: string): string =>
  entryOf(table, english) ?? matched(patterns, english) ?? english

/** What a size multiplies is a formula of its own: `(memory − weights) × GPUs`. */
export function formulaIn(language: Language, english: string): string {
  if (language === 'en') return english
  const inner = /^\((.+)\) × GPUs$/.exec(english)?.[1]
  const whole = korean(formulas, formulaPatterns, english)
  return whole === english && inner !== undefined ? `(${formulaIn('ko', inner)}) × GPU` : whole
}

export function termNameIn(language: Language, { name, source }: Term): string {
  const isOwn = source.kind === 'inventory' && source.pointer.endsWith('/power')
  if (language === 'en' || isOwn) return name
  return korean(termNames, termNamePatterns, name)
}

export const valueIn = (language: Language, english: string): string =>
  language === 'en' ? english : korean(values, valuePatterns, english)

/** A source is made of parts: `reasoned; not measured`. */
export const sourceIn = (language: Language, english: string): string =>
  language === 'en' ? english : english.split('; ').map(sourcePart).join(', ')

function sourcePart(english: string): string {
  const [, kind = '', subject = ''] = /^(.+?): (.+)$/.exec(english) ?? []
  const said = entryOf(subjects, subject)
  if (said !== undefined) return `${sourcePart(kind)}: ${said}`
  return korean({ ...sources, ...subjects }, sourcePatterns, english)
}
