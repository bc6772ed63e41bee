// Finds names below .local, and names that stand under two domains.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { directoryOf } from '../../graph/documents.js'
import { hostNames } from './host-names.js'
import { grouped } from '../../graph/grouped.js'

/** Most other places that a finding points to. */
const relatedMax = 20

/** RFC 6762, section 3: names that end in .local. One finding for each domain. */
export const multicastDomain: AuditRule = (graph) =>
  [...grouped(hostNames(graph).map((one) => [baseOf(one.name), one] as const))].flatMap(
    ([domain, [first, ...others]]): readonly Diagnostic[] => {
      if (first === undefined || !domain.endsWith('.local')) return []
      const related = others.slice(0, relatedMax).map(({ place }) => place)
      return [diagnostic('wiring/multicast-domain', first.place, { domain }, { related })]
    },
  )

/** The last two labels. */
const baseOf = (name: string): string => name.split('.').slice(-2).join('.')

/** Names of the same files: those of other directories may be other installations. */
export const nameUnderTwoDomains: AuditRule = (graph) => {
  const names = hostNames(graph).filter(({ domain }) => domain.includes('.'))
  const groups = grouped(
    names.map((one) => [`${directoryOf(one.place.document)} ${labelOf(one.name)}`, one] as const),
  )
  return [...groups.values()].flatMap((group): readonly Diagnostic[] => {
    const [first] = group
    const other = group.find(({ domain }) => domain !== first?.domain)
    if (first === undefined || other === undefined) return []
    const params = { name: labelOf(other.name), first: other.name, second: first.name }
    return [
      diagnostic('wiring/name-under-two-domains', other.place, params, {
        related: [first.place],
        advice: [{ kind: 'frame', location: first.place, label: first.name }],
      }),
    ]
  })
}

const labelOf = (name: string): string => name.slice(0, name.indexOf('.'))
