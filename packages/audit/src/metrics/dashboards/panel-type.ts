// Finds panels of types that Grafana no longer has.

import { diagnostic, type Diagnostic, type Field } from '@llmflow/spec'
import { panelsOf } from '../../graph/expressions.js'
import { quietRepeats } from '../../graph/repeats.js'
import type { AuditRule } from '../../rule.js'
import { replacedTypes } from './panels.js'

export const panelType: AuditRule = ({ dashboards }) =>
  dashboards.flatMap(({ root }) =>
    quietRepeats(panelsOf(root).flatMap(oldType), ({ params }) => JSON.stringify(params)),
  )

function oldType(panel: Field): readonly Diagnostic[] {
  const type = panel.get('type')
  const text = type.text ?? ''
  const instead = Object.hasOwn(replacedTypes, text) ? replacedTypes[text] : undefined
  if (instead === undefined) return []
  const place = type.excerpt.place(0, text.length)
  const advice = [{ kind: 'diff' as const, remove: text, add: instead }]
  return [diagnostic('metrics/old-panel-type', place, { type: text, instead }, { advice })]
}
