// Decides whether a label selector matches a set of labels.

import { entriesAt, itemsAt, type Place, textAt } from '../place.js'

export function matches(selector: Place, labels: Place): boolean {
  return (
    entriesAt(selector, 'matchLabels').every(([key, { value }]) => value === textAt(labels, key)) &&
    itemsAt(selector, 'matchExpressions').every((requirement) => meets(requirement, labels))
  )
}

export function isEmpty(selector: Place): boolean {
  return (
    entriesAt(selector, 'matchLabels').length === 0 &&
    itemsAt(selector, 'matchExpressions').length === 0
  )
}

function meets(requirement: Place, labels: Place): boolean {
  const value = textAt(labels, textAt(requirement, 'key') ?? '')
  const isListed = itemsAt(requirement, 'values').some((item) => item.value === value)
  switch (textAt(requirement, 'operator')) {
    case 'In':
      return value !== undefined && isListed
    case 'NotIn':
      return value === undefined || !isListed
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return false
  }
}
