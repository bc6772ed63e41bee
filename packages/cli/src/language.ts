// Picks the language of everything that is printed.

import type { Language } from '@llmflow/spec'
import type { Host } from './host/host.js'

/** `--lang` wins over the locale of the environment; English is for everybody else. */
export function languageOf(argv: readonly string[], { environment }: Host): Language {
  const asked = valueOfOption(argv, '--lang')
  if (asked === 'ko' || asked === 'en') return asked
  const locale = ['LC_ALL', 'LC_MESSAGES', 'LANG']
    .map((name) => environment[name] ?? '')
    .find((value) => value !== '')
  return locale?.toLowerCase().startsWith('ko') === true ? 'ko' : 'en'
}

/** Reads an option before the command line is parsed, because its errors depend on it. */
export function valueOfOption(argv: readonly string[], name: string): string | undefined {
  const index = argv.findIndex((word) => word === name || word.startsWith(`${name}=`))
  const word = argv[index]
  if (word === undefined) return undefined
  return word === name ? argv[index + 1] : word.slice(name.length + 1)
}
