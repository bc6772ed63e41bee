// Finds racks and sites that draw more than their feed gives, and racks with more units than they have.

import { diagnostic, pointer, type Diagnostic, type SumTerm } from '@llmflow/spec'
import type { Subject } from '../input.js'
import type { Rule } from './rule.js'

export const rackOverloaded: Rule = (subject) => [
  ...(subject.inventory?.racks ?? []).flatMap(({ name }, index) => rack(subject, name, index)),
  ...site(subject),
]

function rack({ draft, inInventory }: Subject, name: string, index: number): readonly Diagnostic[] {
  const { nodes, switches, power, powerLimit, units, unitLimit } =
    draft.plan.hardware.racks[name] ?? {}
  const found: Diagnostic[] = []
  if (power !== undefined && powerLimit !== undefined && power > powerLimit) {
    const at = inInventory(pointer('racks', index, 'power'))
    const params = { kind: 'rack', name, wanted: power, available: powerLimit } as const
    found.push(
      diagnostic('capacity/power-exceeded', at, params, {
        advice: [
          {
            kind: 'list',
            items: [[...(nodes ?? []), ...(switches ?? [])].slice(0, 50).join(', ')],
          },
        ],
      }),
    )
  }
  if (units !== undefined && unitLimit !== undefined && units > unitLimit) {
    const at = inInventory(pointer('racks', index, 'name'))
    found.push(diagnostic('capacity/rack-full', at, { rack: name, units, available: unitLimit }))
  }
  return found
}

function site({ draft, inInventory }: Subject): readonly Diagnostic[] {
  const { nodes, switches, cooling, total, limit } = draft.plan.hardware.power
  if (limit === undefined || total <= limit) return []
  const terms: readonly SumTerm[] = [
    { label: `nodes × ${cooling}`, value: Math.ceil(nodes * cooling) },
    { label: `switches × ${cooling}`, value: Math.ceil(switches * cooling) },
  ]
  const params = { kind: 'site', name: '', wanted: total, available: limit } as const
  return [
    diagnostic('capacity/power-exceeded', inInventory('/site/power'), params, {
      advice: [{ kind: 'sum', terms, total, limit, unit: 'watts' }],
    }),
  ]
}
