// Finds databases whose chosen limit is below the connections that their clients may open.

import { diagnostic, pointer } from '@llmflow/spec'
import type { Rule } from './rule.js'

/** What LLMFlow computes always suffices; only a chosen limit can be too small. */
export const capacityConnections: Rule = ({ platform, draft, inPlatform }) => {
  const chosen = Number(platform.components['postgresql']?.config?.['max_connections'])
  const { sizes, reasons } = draft.plan
  const wanted = sizes['postgresql']?.['postgresql']?.figures['maxConnections']?.value ?? 0
  if (!Number.isInteger(chosen) || chosen >= wanted) return []
  const why = reasons[pointer('sizes', 'postgresql', 'postgresql', 'figures', 'maxConnections')]
  const items = (why?.terms ?? []).map(({ name, value }) => `${name}: ${value}`)
  const at = pointer('components', 'postgresql', 'config', 'max_connections')
  const params = { store: 'postgresql', wanted, limit: chosen }
  return [
    diagnostic('capacity/connections-exceeded', inPlatform(at), params, {
      advice: [{ kind: 'list', items }],
    }),
  ]
}
