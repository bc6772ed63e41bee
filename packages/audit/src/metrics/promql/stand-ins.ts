// Puts words of the same length where dashboards, adapters and charts fill something in, so that a query can be parsed.

import type { Span } from './query.js'

type StoodIn = { readonly text: string; readonly filled: readonly Span[] }

/**
 * `$x`, `${x}`, `[[x]]` of Grafana, `<<.X>>` of the Prometheus adapter, `{{ x }}` of charts. In `[…]` of a range a
 * variable is a duration; elsewhere it is a name. Places stay what they were.
 */
const variable =
  /\$\{[^}\n]{0,200}\}|\$[A-Za-z_]\w{0,100}|\[\[[A-Za-z_][\w:]{0,100}\]\]|<<[^<>\n]{1,200}>>|\{\{[^{}\n]{0,200}\}\}/g

export function standIn(text: string): StoodIn {
  if (!/\$|\[\[|<<|\{\{/.test(text)) return { text, filled: [] }
  const quoted = quotedSpans(text)
  const filled: Span[] = []
  const replaced = text.replace(variable, (match: string, start: number) => {
    filled.push({ start, end: start + match.length })
    return within(quoted, start) ? match : wordFor(match, text, start)
  })
  return { text: replaced, filled }
}

function wordFor(match: string, text: string, start: number): string {
  const before = text.slice(0, start).trimEnd()
  const { length } = match
  if (/<<\s*\.LabelMatchers/.test(match)) return `"${'_'.repeat(Math.max(0, length - 2))}"`
  const isDuration = /(\[|:|\boffset)$/i.test(before) && !/[A-Za-z_]:$/.test(before)
  return isDuration && length > 1 ? `${'1'.repeat(length - 1)}m` : '_'.repeat(length)
}

/** Texts in quotes, which need no stand-in. */
function quotedSpans(text: string): readonly Span[] {
  const spans: Span[] = []
  for (const match of text.matchAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/g)) {
    spans.push({ start: match.index, end: match.index + match[0].length })
  }
  return spans
}

function within(spans: readonly Span[], position: number): boolean {
  return spans.some(({ start, end }) => position > start && position < end)
}

/** Whether a word holds something that is filled in later. */
export function isFilled(filled: readonly Span[], { start, end }: Span): boolean {
  return filled.some((span) => span.start < end && start < span.end)
}
