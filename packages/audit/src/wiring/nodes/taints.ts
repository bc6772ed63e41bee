// Decides whether tolerations bear a taint, as the scheduler does.

import type { Field, Location } from '@llmflow/spec'
import { isTemplate } from '../../graph/lookup.js'

export type Taint = {
  readonly key: string
  readonly value: string
  readonly effect: string
  readonly place: Location
}

export function taintOf(field: Field): Taint {
  return {
    key: field.get('key').text ?? '',
    value: field.get('value').text ?? '',
    effect: field.get('effect').text ?? '',
    place: field.get('key').place,
  }
}

export const printTaint = ({ key, value, effect }: Taint): string =>
  `${key}${value === '' ? '' : `=${value}`}:${effect}`

/** Whether a taint keeps pods off; `PreferNoSchedule` is a wish. */
export const keepsOff = ({ effect }: Taint): boolean =>
  effect === 'NoSchedule' || effect === 'NoExecute'

/** Taints that Kubernetes sets and takes away by itself say nothing about a manifest. */
export const isPassing = ({ key }: Taint): boolean =>
  /^node\.(cloudprovider\.)?kubernetes\.io\//.test(key)

export function tolerates(tolerations: readonly Field[], taint: Taint): boolean {
  return tolerations.some((toleration) => bears(toleration, taint))
}

function bears(toleration: Field, taint: Taint): boolean {
  const key = toleration.get('key').text ?? ''
  const effect = toleration.get('effect').text ?? ''
  const isAny = toleration.get('operator').text === 'Exists'
  if (isTemplate(key) || isTemplate(effect) || isTemplate(taint.key)) return true
  if (effect !== '' && effect !== taint.effect) return false
  if (key === '') return isAny
  if (key !== taint.key) return false
  const value = toleration.get('value').text ?? ''
  return isAny || value === taint.value || isTemplate(value) || isTemplate(taint.value)
}
