// Finds machines and switches whose every cable leads to one switch.

import { diagnostic, pointer, type Diagnostic, type Pointer } from '@llmflow/spec'
import type { Subject } from '../input.js'
import { toleratesNodeLoss } from './capacity-fit.js'
import type { Rule } from './rule.js'

export const singleSwitch: Rule = (subject) => {
  const { inventory, platform } = subject
  if (inventory === undefined || platform.objectives.availability < toleratesNodeLoss) return []
  return [
    ...inventory.pools.flatMap(({ name, links }, index) =>
      links.flatMap(({ switches }, position) =>
        judge(subject, name, switches, pointer('pools', index, 'links', position, 'switches')),
      ),
    ),
    ...inventory.switches.flatMap(({ name, uplinks }, index) =>
      judge(subject, name, uplinks, pointer('switches', index, 'uplinks')),
    ),
  ]
}

/** What names no switch is not drawn, and not judged. */
function judge(
  { inInventory }: Subject,
  what: string,
  switches: readonly string[],
  at: Pointer,
): readonly Diagnostic[] {
  const [only, ...others] = new Set(switches)
  return only === undefined || others.length > 0
    ? []
    : [diagnostic('wiring/single-switch', inInventory(at), { what, switch: only })]
}
