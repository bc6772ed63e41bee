// Finds panels whose type is almost one that Grafana brings along; all others may be plugins.

import { diagnostic, distance, nearest, type Diagnostic, type Field } from '@llmflow/spec'
import { panelsOf } from '../../graph/expressions.js'
import { quietRepeats } from '../../graph/repeats.js'
import type { AuditRule } from '../../rule.js'
import { coreTypes, replacedTypes } from './panels.js'

export const misspeltType: AuditRule = ({ dashboards }) =>
  dashboards.flatMap(({ root }) =>
    quietRepeats(panelsOf(root).flatMap(misspelt), ({ params }) => JSON.stringify(params)),
  )

/** In short names two letters make another word. */
const lettersMin = 6

function misspelt(panel: Field): readonly Diagnostic[] {
  const type = panel.get('type')
  const text = type.text ?? ''
  if (text === '' || coreTypes.has(text) || Object.hasOwn(replacedTypes, text)) return []
  const instead = nearest(text, coreTypes)
  const isNear =
    instead !== '' &&
    text.length >= lettersMin &&
    instead.length >= lettersMin &&
    distance(text.toLowerCase(), instead.toLowerCase()) <= 2
  if (!isNear) return []
  const place = type.excerpt.place(0, text.length)
  const advice = [{ kind: 'diff' as const, remove: text, add: instead }]
  return [diagnostic('metrics/misspelt-panel-type', place, { type: text, instead }, { advice })]
}
