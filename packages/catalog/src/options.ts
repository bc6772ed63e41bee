// Turns lists of option names into facts, so that a component holds its lists as they are read.

import type { OptionFact, OptionFacts } from './facts.js'

/** Options that a program reads, from names between white space. */
export function readOptions(names: string): readonly OptionFact[] {
  return names
    .split(/\s+/)
    .filter((name) => name !== '')
    .map((name) => ({ name, read: true }))
}

/** An option that people write and the program does not read. */
export const unreadOption = (name: string, instead: string): OptionFact => ({
  name,
  read: false,
  instead,
})

/** For a program without a file of its own: what stands under `config` would reach nothing. */
export const noConfiguration = (source: string): OptionFacts => ({
  isComplete: true,
  source,
  options: [],
})

/** Whether facts say that a program reads an option. */
export function reads(facts: OptionFacts | undefined, name: string): boolean {
  return facts?.options.some((option) => option.name === name && option.read) ?? false
}
