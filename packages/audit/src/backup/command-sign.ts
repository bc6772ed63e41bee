// Tells whether a command looks as a sign of the catalog says.

import type { CommandSign } from '@llmflow/catalog'
import type { Word } from '../graph/graph.js'
import type { Invocation } from '../graph/invocations.js'

export function matches(sign: CommandSign, { name, arguments: words }: Invocation): boolean {
  const { program, words: wanted = [], has, lacks = [], argument } = sign
  if (name !== program || !isInOrder(wanted, words)) return false
  if (has !== undefined && !words.some((word) => isOption(word, has))) return false
  if (words.some((word) => isOption(word, lacks))) return false
  return argument === undefined || words.some(({ text }) => new RegExp(argument).test(text))
}

function isInOrder(wanted: readonly string[], words: readonly Word[]): boolean {
  let next = 0
  for (const { text } of words) if (text === wanted[next]) next += 1
  return next === wanted.length
}

/** The option itself, or with its value behind an equals sign. */
export const isOption = ({ text }: Word, options: readonly string[]): boolean =>
  options.some((option) => text === option || text.startsWith(`${option}=`))
