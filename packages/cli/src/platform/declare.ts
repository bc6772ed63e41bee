// Declares the options with which commands choose overlays.

import type { Command } from 'commander'
import type { CliWords } from '../words/words.js'

export function declareOverlays(command: Command, words: CliWords): Command {
  return command
    .option('-e, --env <NAME>', words.options.env)
    .option('-f, --file <FILE>', words.options.file, collect)
}

/** An option that may be given more than once. */
export const collect = (file: string, files: readonly string[] | undefined): readonly string[] => [
  ...(files ?? []),
  file,
]
