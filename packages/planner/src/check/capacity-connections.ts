// Finds databases whose chosen limit is below the connections that their clients may open.

import { diagnostic, pointer, type PlannedSizes } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

/** What LLMFlow computes always suffices; only a chosen limit can be too small. */
export const capacityConnections: Rule = ({ platform, draft, inPlatform }) => {
  const chosen = Number(platform.components['postgresql']?.config?.['max_connections'])
  const figures = draft.plan.sizes['postgresql']?.['postgresql']?.figures
  const wanted = figures?.['maxConnections']?.value ?? 0
  if (!Number.isInteger(chosen) || chosen >= wanted) return []
  const at = pointer('components', 'postgresql', 'config', 'max_connections')
  const terms = termsOf(draft.plan.sizes)
  return [
    diagnostic(
      'capacity/connections-exceeded',
      inPlatform(at),
      { store: 'postgresql', wanted, limit: chosen },
      {
        advice: [{ kind: 'sum', terms, total: sumOf(terms), limit: chosen, unit: 'count' }],
      },
    ),
  ]
}

type Term = { readonly label: string; readonly value: number }

const termsOf = (sizes: Subject['draft']['plan']['sizes']): readonly Term[] =>
  Object.entries(sizes).flatMap(([component, parts]) =>
    Object.entries(parts).flatMap(([part, { figures, replicas }]: [string, PlannedSizes]) => {
      const each = figures['databaseConnections']?.value ?? 0
      const value = each * replicas.maximum
      return value === 0
        ? []
        : [{ label: `${component} ${part}: ${each} × ${replicas.maximum}`, value }]
    }),
  )

const sumOf = (terms: readonly Term[]): number => terms.reduce((sum, { value }) => sum + value, 0)
