// Finds panels of types that Grafana no longer has.

import { compareVersions, versionIn } from '@llmflow/catalog'
import { diagnostic, type Diagnostic, type Field, type Severity } from '@llmflow/spec'
import { panelsOf } from '../../graph/expressions.js'
import type { Process } from '../../graph/graph.js'
import { quietRepeats } from '../../graph/repeats.js'
import type { AuditRule } from '../../rule.js'
import { replacedTypes } from './panels.js'

/** Earlier versions turn most of these panels into new ones themselves. */
const firstWithout = '12'

export const panelType: AuditRule = ({ dashboards, processes }) => {
  const severity = processes.some(isWithout) ? 'warning' : 'info'
  return dashboards.flatMap(({ root }) =>
    quietRepeats(
      panelsOf(root).flatMap((panel) => oldType(panel, severity)),
      ({ params }) => JSON.stringify(params),
    ),
  )
}

function isWithout({ software, image }: Process): boolean {
  if (software?.software.name !== 'grafana' || image === undefined) return false
  const version = versionIn(image.tag)
  return version !== undefined && compareVersions(version, firstWithout) >= 0
}

function oldType(panel: Field, severity: Severity): readonly Diagnostic[] {
  const type = panel.get('type')
  const text = type.text ?? ''
  const instead = Object.hasOwn(replacedTypes, text) ? replacedTypes[text] : undefined
  if (instead === undefined) return []
  const place = type.excerpt.place(0, text.length)
  const advice = [{ kind: 'diff' as const, remove: text, add: instead }]
  return [
    diagnostic('metrics/old-panel-type', place, { type: text, instead }, { severity, advice }),
  ]
}
