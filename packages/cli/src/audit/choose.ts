// Leaves out findings that a person does not want to see: by code, by family, by severity.

import {
  codes,
  diagnostic,
  isCode,
  nearest,
  type Diagnostic,
  type Severity,
  type SourceText,
} from '@llmflow/spec'
import type { Flags } from '../command.js'
import { placeOfWord } from '../wrong-use.js'

export type Choice = {
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly minSeverity: Severity
}

export const severityNames = ['error', 'warning', 'info'] as const

export function choiceOf(flags: Flags): Choice {
  const asked = flags.text('minSeverity')
  return {
    only: namesOf(flags.texts('only')),
    skip: namesOf(flags.texts('skip')),
    minSeverity: severityNames.find((name) => name === asked) ?? 'info',
  }
}

const namesOf = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => text.split(',')).filter((name) => name !== '')

const familyOf = (code: string): string => code.split('/')[0] ?? ''
const families: readonly string[] = [...new Set(codes.map(familyOf))]

/** Names that no code and no family has. */
export function unknownNames(
  { only, skip }: Choice,
  commandLine: SourceText,
): readonly Diagnostic[] {
  return [...only, ...skip]
    .filter((name) => !isCode(name) && !families.includes(name))
    .map((name) => {
      const suggestion = nearest(name, name.includes('/') ? codes : families)
      const params = { kind: 'diagnostic-code', name, suggestion } as const
      return diagnostic('spec/unknown-name', placeOfWord(commandLine, name), params)
    })
}

export function chosen(
  { only, skip, minSeverity }: Choice,
  findings: readonly Diagnostic[],
): readonly Diagnostic[] {
  const isNamed = (names: readonly string[], code: string): boolean =>
    names.includes(code) || names.includes(familyOf(code))
  const rank = severityNames.indexOf(minSeverity)
  return findings.filter(
    ({ code, severity }) =>
      severityNames.indexOf(severity) <= rank &&
      (only.length === 0 || isNamed(only, code)) &&
      !isNamed(skip, code),
  )
}
