// Prints an object with holes as a template of Helm.

import { printYaml } from '@llmflow/spec'
import { fieldsOf } from '../template/digest.js'
import { resolve } from '../template/resolve.js'
import { textOfValue } from '../template/canonical.js'
import { holeOf } from '../template/template.js'
import { isEnabled, quoted, partAction, type Scope, wholeAction } from './expression.js'

/** Private characters around the number of an action: YAML leaves them as they are, and nobody else writes them. */
const [opening, closing] = ['\uE000', '\uE001'] as const

export function printTemplate(template: unknown, scope: Scope): string {
  const actions: string[] = []
  const mark = (action: string): string => `${opening}${actions.push(action) - 1}${closing}`
  const text = printYaml(marked(template, scope, mark))
  return filled(text, actions)
}

type Mark = (action: string) => string

/** The object with a mark in the place of each hole that stays open, and the plan's value in all others. */
function marked(value: unknown, scope: Scope, mark: Mark): unknown {
  const hole = holeOf(value)
  if (hole === undefined) {
    if (Array.isArray(value)) return markedList(value, scope, mark)
    if (typeof value === 'string' && endsBlank.test(value)) return mark(inQuotes([value], scope))
    if (typeof value === 'string')
      return value.replaceAll(opening, () => mark(`{{ ${quoted(opening)} }}`))
    return fieldsOf(value, (field) => marked(field, scope, mark))
  }
  if (hole.kind === 'text') {
    if (endsBlank.test(textOfValue(resolve(value)))) return mark(inQuotes(hole.parts, scope))
    return hole.parts.map((part) => textOfValue(markedPart(part, scope, mark))).join('')
  }
  const action = wholeAction(scope, hole)
  return action === undefined ? resolve(value) : mark(action)
}

/** Helm cuts blank lines off the end of a document: a text that ends in them is written in quotes. */
const endsBlank = /\n\s*\n\s*$|\n[ \t]+$/

const inQuotes = (parts: readonly unknown[], scope: Scope): string =>
  `"${parts.map((part) => partAction(scope, part) ?? escaped(unquoted(textOfValue(resolve(part))))).join('')}"`

const unquoted = (text: string): string => quoted(text).slice(1, -1)

function markedPart(part: unknown, scope: Scope, mark: Mark): unknown {
  const action = partAction(scope, part)
  return action === undefined ? marked(resolve(part), scope, mark) : mark(action)
}

/** A list that loses its last element is an empty one, and not nothing. */
function markedList(items: readonly unknown[], scope: Scope, mark: Mark): readonly unknown[] {
  const own = items.flatMap((item) => markedItem(item, scope, mark))
  const conditions = new Set(items.map(guardOf))
  if (items.length === 0 || conditions.has(undefined)) return own
  return [...own, mark(`{{- if not (or ${[...conditions].join(' ')}) }} []{{- end }}`)]
}

function guardOf(item: unknown): string | undefined {
  const hole = holeOf(item)
  return hole?.kind === 'element' ? conditionOf(hole.components) : undefined
}

/** A guard stands in lines of its own, before and behind the element. */
function markedItem(item: unknown, scope: Scope, mark: Mark): readonly unknown[] {
  const hole = holeOf(item)
  if (hole?.kind !== 'element') return [marked(item, scope, mark)]
  return [
    mark(`{{- if ${conditionOf(hole.components)} }}`),
    marked(hole.element, scope, mark),
    mark('{{- end }}'),
  ]
}

/** An operand, as it stands behind `if` and `or`. */
export function conditionOf(components: readonly string[]): string {
  const conditions = components.map(isEnabled)
  return conditions.length === 1 ? conditions.join('') : `(and ${conditions.join(' ')})`
}

/** Lines of guards lose what makes them elements of a list; braces of the text itself are told from ours. */
function filled(text: string, actions: readonly string[]): string {
  const guard = new RegExp(`^ *- (${opening}\\d+${closing})$`, 'gm')
  const isGuard = (index: string): boolean => actions[Number(index)]?.startsWith('{{-') === true
  const lines = text.replaceAll(guard, (line, inner: string) =>
    isGuard(inner.slice(1, -1)) ? inner : line,
  )
  return lines
    .split(new RegExp(`${opening}(\\d+)${closing}`))
    .map((piece, index) => (index % 2 === 0 ? escaped(piece) : (actions[Number(piece)] ?? '')))
    .join('')
}

/** A brace before an action would be read as part of it. Backquotes, because JSON around it stays JSON. */
export const escaped = (text: string): string =>
  text.replaceAll('{{', '{{ `{{` }}').replace(/\{$/, '{{ `{` }}')
