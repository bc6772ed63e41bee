// Audits small texts and tells findings as `severity code "the text at its place"`.

import { audit } from '@llmflow/audit'
import { wordsAt, type Texts } from './run-rule.js'

/** Findings of some codes, in the order of the rules. */
export function findings(texts: Texts, ...codes: readonly string[]): readonly string[] {
  const files = Object.entries(texts).map(([name, text]) => ({ name, text }))
  return audit({ files })
    .diagnostics.filter(({ code }) => codes.some((prefix) => code.startsWith(prefix)))
    .map(
      (finding) =>
        `${finding.severity} ${finding.code} ${JSON.stringify(wordsAt(texts, finding.location))}`,
    )
}
