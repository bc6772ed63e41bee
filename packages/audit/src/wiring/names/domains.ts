// Finds names below .local, and names that stand under two domains.

import { diagnostic, type Diagnostic } from '@llmflow/spec'
import type { AuditRule } from '../../rule.js'
import { directoryOf } from '../../graph/documents.js'
import { hostNames, type HostName } from './host-names.js'

/** Most other places that a finding points to. */
const relatedMax = 20

/** RFC 6762, section 3: names that end in .local. One finding for each domain. */
export const multicastDomain: AuditRule = (graph) =>
  [...groupsOf(hostNames(graph), ({ name }) => baseOf(name))].flatMap(
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
  const groups = groupsOf(
    names,
    ({ name, place }) => `${directoryOf(place.document)} ${name.slice(0, name.indexOf('.'))}`,
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

function groupsOf(
  names: readonly HostName[],
  keyOf: (name: HostName) => string,
): ReadonlyMap<string, readonly HostName[]> {
  const groups = new Map<string, HostName[]>()
  for (const name of names) {
    const key = keyOf(name)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [name])
    else group.push(name)
  }
  return groups
}
