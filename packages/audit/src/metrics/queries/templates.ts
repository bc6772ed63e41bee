// Finds what texts of alerts and legends of panels take from the result of a query.

import type { Excerpt, Location } from '@llmflow/spec'
import type { Expression } from '../../graph/graph.js'

/** A label that a text wants, with its place in the text. */
type LabelReference = { readonly label: string; readonly place: Location }

const inAlerts = /\$labels\.([A-Za-z_]\w*)/g
const inLegends = /\{\{\s*([A-Za-z_]\w*)\s*\}\}/g

/** Labels by text: those that one text names belong together. */
export function labelReferences({
  use,
  templates,
}: Expression): readonly (readonly LabelReference[])[] {
  if (use !== 'alert' && use !== 'panel') return []
  const pattern = use === 'alert' ? inAlerts : inLegends
  return templates
    .map((template) => referencesIn(template, pattern))
    .filter((list) => list.length > 0)
}

function referencesIn(template: Excerpt, pattern: RegExp): readonly LabelReference[] {
  return [...template.text.matchAll(pattern)].map((match) => {
    const label = match[1] ?? ''
    const start = match.index + match[0].indexOf(label, match[0].startsWith('$') ? 8 : 0)
    return { label, place: template.place(start, label.length) }
  })
}

/** The place where a text prints the value of an alert as seconds. */
export function printedSeconds({ use, templates }: Expression): Location | undefined {
  if (use !== 'alert') return undefined
  const pattern =
    /\{\{[^{}]*\$value[^{}]*\}\}\s*(?:s|sec|secs|seconds?|초)(?![A-Za-z가-힣])|\{\{[^{}]*\$value[^{}]*humanizeDuration[^{}]*\}\}/
  for (const template of templates) {
    const match = pattern.exec(template.text)
    if (match !== null && !/\b(div|mul|mulf)\b/.test(match[0])) {
      return template.place(match.index, match[0].length)
    }
  }
  return undefined
}
