// Finds in texts what has a name of its own in the plan: the platform's domain, and its tenants.

import { pointer, type Plan } from '@llmflow/spec'
import { canonicalJson } from './canonical.js'
import { fieldsOf } from './digest.js'
import { composed, hashed, holeOf, parameter, type TextPart, whileEnabled } from './template.js'

/** Makes every name under the domain, and the list of tenants, a parameter wherever they stand in texts. */
export function namedIn(plan: Plan): (value: unknown) => unknown {
  const names = [...domainsIn(plan), ...tenantsIn(plan)]
  const place = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const isNamed = names.some(({ sign }) => value.includes(sign))
      return isNamed ? composed(split(value, names)) : value
    }
    const hole = holeOf(value)
    switch (hole?.kind) {
      case undefined:
        return fieldsOf(value, place)
      case 'parameter':
        return value
      case 'text':
        return composed(hole.parts.flatMap((part) => placePart(part)))
      case 'hash':
        return hashed(place(hole.of), hole.length)
      case 'element':
        return whileEnabled(hole.components, place(hole.element))
    }
  }
  const placePart = (part: TextPart): readonly TextPart[] => {
    if (typeof part === 'string') return split(part, names)
    const hole = holeOf(part)
    return hole?.kind === 'hash' ? [hashed(place(hole.of), hole.length)] : [part]
  }
  return names.length === 0 ? (value) => value : place
}

type Name = { readonly sign: string; readonly pattern: RegExp; readonly part: TextPart }

function split(text: string, names: readonly Name[]): readonly TextPart[] {
  return names.reduce<readonly TextPart[]>(
    (parts, name) =>
      parts.flatMap((part) => (typeof part === 'string' ? splitAt(part, name) : [part])),
    [text],
  )
}

function splitAt(text: string, { sign, pattern, part }: Name): readonly TextPart[] {
  if (!text.includes(sign)) return [text]
  return text
    .split(pattern)
    .flatMap((piece, index) => (index === 0 ? [piece] : [part, piece]))
    .filter((piece) => piece !== '')
}

/**
 * The domain alone, behind `*.`, or behind a name that the platform has under it, for people or in a certificate. A
 * host that only ends in the same words is somebody else's, and a domain of one word may be any word.
 */
function domainsIn({ domain, names, certificates }: Plan): readonly Name[] {
  if (!domain.includes('.')) return []
  const certified = Object.values(certificates).flatMap((one) => [one.subject, ...one.names])
  const hosts = new Set([...Object.keys(names), ...certified])
  const prefixes = [...hosts].flatMap((name) =>
    name.endsWith(`.${domain}`) ? [literal(name.slice(0, -domain.length))] : [],
  )
  const before = [
    '(?<![\\w.-])',
    '(?<=\\*\\.)',
    ...prefixes.map((one) => `(?<=(?<![\\w.-])${one})`),
  ]
  const pattern = new RegExp(`(?:${before.join('|')})${literal(domain)}(?![\\w-]|\\.\\w)`)
  return [{ sign: domain, pattern, part: parameter('/domain', domain) }]
}

/** What the service knows of tenants, and the groups that their people are in, as lines of JSON. */
function tenantsIn({ service, tenants }: Plan): readonly Name[] {
  const names = Object.keys(tenants).map((name) => ({ name }))
  const lists = [
    { path: tenantsInService, value: service.tenants },
    { path: tenantNames, value: names },
  ]
  return lists.flatMap(({ path, value }) => {
    if (value.length === 0) return []
    const sign = canonicalJson(value)
    return [{ sign, pattern: new RegExp(literal(sign)), part: parameter(path, value) }]
  })
}

/** Lists that follow from the tenants; both are printed from the same setting. */
export const tenantsInService = pointer('service', 'tenants')
export const tenantNames = pointer('tenants')

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
