// Takes a command that is written as one text, or as a list, apart into its words.

import type { Field } from '@llmflow/spec'
import type { Word } from '../graph/graph.js'
import { readShell } from './shell.js'

/** The words of `command: …`, whether it is a text or a list. */
export function commandWords(field: Field): readonly Word[] {
  if (field.items.length === 0) return readShell(field.excerpt).flatMap(({ words }) => words)
  return field.items.flatMap((item) =>
    item.text === undefined ? [] : [{ text: item.text, excerpt: item.excerpt }],
  )
}
