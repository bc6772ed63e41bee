// Reads what a pod demands of its node: labels by selector and affinity, and the taints that it bears.

import type { Field, Location } from '@llmflow/spec'
import { isTemplate } from '../../graph/lookup.js'
import { isWrittenByPrograms, type KnownNode } from './nodes.js'

/** One demand on a label. */
type Demand = {
  readonly key: string
  readonly values: readonly string[]
  readonly operator: string
  readonly place: Location
}

export type Placement = {
  readonly selector: readonly Demand[]
  /** Any of these lists will do; empty when no affinity is required. */
  readonly terms: readonly (readonly Demand[])[]
  readonly tolerations: readonly Field[]
  /** Where a missing toleration belongs. */
  readonly place: Location
}

/** Of a pod's spec, or of a block of Helm values in the same form. */
export function placementOf(spec: Field): Placement {
  const selector = spec.get('nodeSelector')
  const tolerations = spec.get('tolerations')
  const terms = spec.get(
    'affinity',
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  )
  const holder = [tolerations, selector, terms].find(({ value }) => value !== undefined)
  return {
    selector: selector.entries.map(({ key, field }) => ({
      key,
      values: [field.text ?? ''],
      operator: 'In',
      place: field.keyPlace,
    })),
    terms: terms.items.map((term) => term.get('matchExpressions').items.map(demandOf)),
    tolerations: tolerations.items,
    place: holder?.keyPlace ?? spec.place,
  }
}

const demandOf = (field: Field): Demand => ({
  key: field.get('key').text ?? '',
  values: field.get('values').items.map(({ text }) => text ?? ''),
  operator: field.get('operator').text ?? '',
  place: field.get('key').place,
})

/** Whether a node may carry what is demanded: labels that programs write are not always in files. */
export function mayCarry(node: KnownNode, { key, values, operator }: Demand): boolean {
  if (isTemplate(key) || values.some(isTemplate)) return true
  const found = node.labels[key] ?? (key === 'kubernetes.io/hostname' ? node.name : undefined)
  if (found === undefined) {
    return operator === 'NotIn' || operator === 'DoesNotExist' || isWrittenByPrograms(key)
  }
  if (isTemplate(found)) return true
  switch (operator) {
    case 'In':
      return values.includes(found)
    case 'NotIn':
      return !values.includes(found)
    case 'DoesNotExist':
      return false
    case 'Gt':
      return Number(found) > Number(values[0])
    case 'Lt':
      return Number(found) < Number(values[0])
    default:
      return true
  }
}

export function mayTake(node: KnownNode, { selector, terms }: Placement): boolean {
  const isTermMet =
    terms.length === 0 || terms.some((term) => term.every((demand) => mayCarry(node, demand)))
  return isTermMet && selector.every((demand) => mayCarry(node, demand))
}

/** Whether a node is meant by name: it states a label of its own that is demanded. */
export function isMeant(node: KnownNode, { selector, terms }: Placement): boolean {
  return [...selector, ...terms.flat()].some(
    ({ key, operator }) =>
      operator === 'In' && node.labels[key] !== undefined && !isWrittenByPrograms(key),
  )
}
