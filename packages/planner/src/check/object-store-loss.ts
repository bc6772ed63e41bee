// Finds object stores that lose more drives of a set with one machine than their parity replaces.

import { diagnostic, pointer } from '@llmflow/spec'
import { toleratesNodeLoss } from './capacity-fit.js'
import type { Rule } from './rule.js'

export const objectStoreLoss: Rule = ({ draft, platform, inPlatform }) => {
  const { sizes, placement } = draft.plan
  const minio = sizes['minio']?.['minio']
  const servers = minio?.replicas.minimum ?? 0
  const setSize = minio?.figures['setSize']?.value ?? 0
  const parity = minio?.figures['parity']?.value ?? 0
  const { pool = '', replicas = [] } = placement['minio'] ?? {}
  const [first] = replicas
  if (servers < 2 || first === undefined) return []
  // The drives are listed server by server in turn, so a set takes equally many of each.
  const lost = Math.ceil(setSize / servers)
  if (lost <= parity) return []
  const severity = platform.objectives.availability >= toleratesNodeLoss ? 'error' : 'warning'
  const params = { workload: 'minio', pool, node: first.node, lacks: 'nodes' } as const
  const terms = [{ label: `${lost} of ${setSize} drives of a set`, value: lost }]
  return [
    diagnostic('capacity/node-loss', inPlatform(pointer('components', 'minio'), 'key'), params, {
      severity,
      advice: [{ kind: 'sum', terms, total: lost, limit: parity, unit: 'count' }],
    }),
  ]
}
