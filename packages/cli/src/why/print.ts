// Prints a chain of reasons, each step indented below what it explains.

import type { Link, LinkTerm, Origin } from '@llmflow/planner'
import type { Context } from '../command.js'
import { indent } from '../terminal/table.js'
import { printable } from '../terminal/printable.js'
import { cut } from '../terminal/width.js'

/** A value that is a whole object says little on one line. */
const valueWidthMax = 100

export function printChain(link: Link, context: Context): readonly string[] {
  const { style } = context
  const value = cut(printable(link.value), valueWidthMax)
  return [style.title(`${link.path} = ${value}`), ...indent(reasonLines(link, context))]
}

function reasonLines({ formula, rule, terms }: Link, context: Context): readonly string[] {
  const head = formula === '' ? [] : [`${formula}  ${context.style.dim(`[${rule}]`)}`]
  return [...head, ...terms.flatMap((term) => termLines(term, context))]
}

function termLines({ name, value, from }: LinkTerm, context: Context): readonly string[] {
  const line = `${printable(name)} = ${printable(value)}  ${context.style.dim('←')} ${originText(from, context)}`
  const below = from.kind === 'plan' ? from.because : undefined
  return below === undefined ? [line] : [line, ...indent(reasonLines(below, context))]
}

function originText(from: Origin, { words, style }: Context): string {
  switch (from.kind) {
    case 'written':
      return `${style.place(`${from.file}:${from.line}:${from.column}`)}  ${style.dim(printable(from.text))}`
    case 'default':
      return words.why.setByDefault(from.pointer)
    case 'setting':
      return style.place(`${from.file} ${from.pointer}`)
    case 'fact':
      return words.why.fact(from.source)
    case 'plan':
      return from.isAbove ? `${from.path} (${words.why.seeAbove})` : from.path
  }
}
