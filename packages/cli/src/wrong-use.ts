// Says what is wrong with a command line, as a diagnostic that points into it.

import type { CommanderError } from 'commander'
import { diagnostic, nearest, type Diagnostic, type SourceText } from '@llmflow/spec'
import type { CliWords } from './words/words.js'

export const commandLineName = '<command line>'

/** The command line as a text, so that findings have a place in it. */
export function commandLineOf(argv: readonly string[]): SourceText {
  return { name: commandLineName, text: ['llmflow', ...withoutValues(argv).map(quoted)].join(' ') }
}

/** Values of secrets do not belong here; who wrote one all the same does not see it repeated in a log. */
const withoutValues = (argv: readonly string[]): readonly string[] =>
  argv.map((word, at) =>
    argv[at - 1] === '--set' || word.startsWith('--set=')
      ? word.replace(/^((?:--set=)?[^=]*=)(?!-$).+$/s, '$1***')
      : word,
  )

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** Wrong use, at the word of the command line that is wrong. */
export function wrongUse(commandLine: SourceText, reason: string, word = ''): Diagnostic {
  return diagnostic('spec/wrong-use', placeOfWord(commandLine, word), { reason })
}

/** The place of a word of the command line; of its end when the word is missing there. */
export function placeOfWord(
  { name, text }: SourceText,
  word: string,
): { readonly document: string; readonly offset: number; readonly length: number } {
  const offset = word === '' ? -1 : text.lastIndexOf(` ${quoted(word)}`)
  if (offset === -1) return { document: name, offset: text.length, length: 1 }
  return { document: name, offset: offset + 1, length: quoted(word).length }
}

/** Turns an error of the argument parser into words of the reader's language. */
export function explainParserError(
  error: CommanderError,
  commandLine: SourceText,
  words: CliWords,
  commandNames: readonly string[],
): Diagnostic {
  const subject = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const known = /Did you mean (?:one of )?(.+)\?/.exec(error.message)?.[1] ?? ''
  const say = words.wrongUse
  switch (error.code) {
    case 'commander.help':
      return wrongUse(commandLine, say.noCommand)
    case 'commander.unknownCommand': {
      const suggestion = known === '' ? nearest(subject, commandNames) : known
      return wrongUse(commandLine, say.unknownCommand(subject, suggestion), subject)
    }
    case 'commander.unknownOption':
      return wrongUse(commandLine, say.unknownOption(subject, known), subject)
    case 'commander.missingArgument':
      return wrongUse(commandLine, say.missingArgument(subject))
    case 'commander.optionMissingArgument':
      return wrongUse(commandLine, say.missingValue(subject))
    case 'commander.missingMandatoryOptionValue':
      return wrongUse(commandLine, say.missingOption(subject))
    case 'commander.excessArguments':
      return wrongUse(commandLine, say.tooManyArguments)
    case 'commander.invalidArgument': {
      const [value, choices] = valueAndChoices(error.message)
      return wrongUse(commandLine, say.invalidValue(value, choices), value)
    }
    default:
      return wrongUse(commandLine, error.message.replace(/^error: /, ''))
  }
}

/** `… argument 'x' is invalid. Allowed choices are a, b.` */
function valueAndChoices(message: string): [value: string, choices: string] {
  const value = /(?:argument|value) '([^']*)' is invalid/.exec(message)?.[1] ?? ''
  const choices = /Allowed choices are (.+)\.$/.exec(message)?.[1] ?? ''
  return [value, choices]
}
