// Evaluates label selectors of Kubernetes with both of their forms, and prints them.

import type { Field, Location } from '@llmflow/spec'
import type { Labels } from '../../graph/graph.js'
import { isTemplate } from '../../graph/lookup.js'

/** Whether a LabelSelector takes these labels. An empty one takes everything. */
export function selects(selector: Field, labels: Labels): boolean {
  return (
    selector.get('matchLabels').entries.every(({ key, field }) => labels[key] === field.text) &&
    selector.get('matchExpressions').items.every((expression) => isMet(expression, labels))
  )
}

function isMet(expression: Field, labels: Labels): boolean {
  const label = labels[expression.get('key').text ?? '']
  const values = expression.get('values').items.map(({ text }) => text)
  switch (expression.get('operator').text) {
    case 'In':
      return label !== undefined && values.includes(label)
    case 'NotIn':
      return label === undefined || !values.includes(label)
    case 'Exists':
      return label !== undefined
    case 'DoesNotExist':
      return label === undefined
    default:
      return true
  }
}

/** Whether nothing in a selector is filled in later. */
export function isPlain(selector: Field): boolean {
  return !isTemplate(printSelector(selector))
}

/** `app=web, tier in (a, b)`; empty when the selector asks for nothing. */
export function printSelector(selector: Field): string {
  const equal = selector
    .get('matchLabels')
    .entries.map(({ key, field }) => `${key}=${field.text ?? ''}`)
  const others = selector.get('matchExpressions').items.map((expression) => {
    const values = expression.get('values').items.map(({ text }) => text ?? '')
    const list = values.length === 0 ? '' : ` (${values.join(', ')})`
    return `${expression.get('key').text ?? ''} ${expression.get('operator').text ?? ''}${list}`
  })
  return [...equal, ...others].join(', ')
}

/** The place of what a selector asks for first. */
export function placeOfSelector(selector: Field): Location {
  const [label] = selector.get('matchLabels').entries
  const [expression] = selector.get('matchExpressions').items
  return label?.field.place ?? expression?.get('key').place ?? selector.place
}
