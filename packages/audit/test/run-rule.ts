// Runs one rule on texts, and finds the words at the place of a finding.

import type { Diagnostic, Location } from '@llmflow/spec'
import { buildGraph } from '../src/graph/build.js'
import { readFiles } from '../src/read/read.js'
import type { AuditRule } from '../src/rule.js'

export type Texts = { readonly [name: string]: string }

export function runRule(rule: AuditRule, texts: Texts, isComplete: boolean): readonly Diagnostic[] {
  const files = Object.entries(texts).map(([name, text]) => ({ name, text }))
  return rule(buildGraph(readFiles(files), isComplete))
}

/** The words that stand at a place of the texts. */
export function wordsAt(texts: Texts, location: Location): string {
  if (!('offset' in location)) return location.pointer
  const { document, offset, length } = location
  return (texts[document] ?? '').slice(offset, offset + length)
}
