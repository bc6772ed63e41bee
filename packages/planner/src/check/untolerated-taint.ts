// Finds workloads that do not tolerate a taint of the nodes on which they shall run.

import {
  diagnostic,
  pointer,
  type Diagnostic,
  type Placement,
  type Taint,
  type Toleration,
} from '@llmflow/spec'
import type { Subject } from '../input.js'
import { choiceFor } from './choices.js'
import type { Rule } from './rule.js'

export const untoleratedTaint: Rule = (subject) =>
  Object.entries(subject.draft.plan.placement).flatMap(([id, placement]) =>
    judge(subject, id, placement),
  )

function judge(subject: Subject, id: string, placement: Placement): readonly Diagnostic[] {
  const { inventory, draft, platform, inPlatform, inInventory } = subject
  const index = inventory?.pools.findIndex(({ name }) => name === placement.pool) ?? -1
  const pool = inventory?.pools[index]
  const workload = draft.plan.workloads[id]
  if (pool === undefined || workload === undefined || workload.runsOn === 'hosts') return []
  const chosen = choiceFor(platform, workload, ({ tolerations }) => tolerations !== undefined)
  const at =
    chosen === undefined ? pointer('components', workload.component) : `${chosen}/tolerations`
  return pool.taints.flatMap((taint, position) => {
    if (!repels(taint) || placement.tolerations.some((toleration) => tolerates(toleration, taint)))
      return []
    const params = { workload: id, pool: pool.name, taint: printed(taint) }
    const related = [inInventory(pointer('pools', index, 'taints', position))]
    return [diagnostic('wiring/untolerated-taint', inPlatform(at, 'key'), params, { related })]
  })
}

const repels = ({ effect }: Taint): boolean => effect !== 'PreferNoSchedule'

/** Kubernetes’ own rule: an empty effect is every effect, and `Exists` without a key is every taint. */
function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== undefined && effect !== taint.effect) return false
  if (key === '') return operator === 'Exists'
  if (key !== taint.key) return false
  return operator === 'Exists' || (value ?? '') === (taint.value ?? '')
}

const printed = ({ key, value, effect }: Taint): string =>
  `${key}${value === undefined ? '' : `=${value}`}:${effect}`
